package dev.sila.localcloud.service.ec2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sila.localcloud.AwsFailure;
import org.jspecify.annotations.Nullable;

/** The policy of an endpoint, as far as EC2 refuses a document for it. */
final class EndpointPolicy {
    private static final int MOST_CHARACTERS = 20_480;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final String ALL =
            """
            {"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}\
            """;

    private EndpointPolicy() {}

    /** The document; full access if there is none. */
    static String checked(@Nullable String document) {
        if (document == null) {
            return ALL;
        }
        if (document.length() > MOST_CHARACTERS || !isPolicy(document)) {
            throw new AwsFailure(
                    "InvalidPolicyDocument", "The specified policy document is not valid.");
        }
        return document;
    }

    private static boolean isPolicy(String document) {
        try {
            JsonNode statement = JSON.readTree(document).path("Statement");
            if (statement.isObject()) {
                return isStatement(statement);
            }
            boolean good = statement.isArray() && !statement.isEmpty();
            for (JsonNode each : statement) {
                good &= isStatement(each);
            }
            return good;
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }

    private static boolean isStatement(JsonNode statement) {
        String effect = statement.path("Effect").asText();
        return (effect.equals("Allow") || effect.equals("Deny"))
                && (statement.has("Principal") || statement.has("NotPrincipal"))
                && (statement.has("Action") || statement.has("NotAction"))
                && (statement.has("Resource") || statement.has("NotResource"));
    }
}
