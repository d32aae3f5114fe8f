package dev.sila.localcloud.service.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of policies, as far as IAM refuses a document for it. Source: IAM user guide, grammar
 * of the IAM JSON policy language.
 */
final class PolicyDocument {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

    private PolicyDocument() {}

    /** A role's trust policy: says who may assume it, and names no resource. */
    static String trust(String member, @Nullable String text) {
        for (JsonNode statement : statements(Checks.required(member, text))) {
            if (!hasOne(statement, "Principal", "NotPrincipal")) {
                throw Refusals.malformedPolicy("Missing required field Principal");
            }
            if (hasOne(statement, "Resource", "NotResource")) {
                throw Refusals.malformedPolicy("Has prohibited field Resource");
            }
        }
        return Checks.required(member, text);
    }

    /** A permissions policy: names actions and resources, but no principal. */
    static String permissions(@Nullable String text) {
        String document = Checks.required("policyDocument", text);
        for (JsonNode statement : statements(document)) {
            if (hasOne(statement, "Principal", "NotPrincipal")) {
                throw Refusals.malformedPolicy("Policy document should not specify a principal.");
            }
            if (!hasOne(statement, "Resource", "NotResource")) {
                throw Refusals.malformedPolicy("Policy statement must contain resources.");
            }
        }
        return document;
    }

    /** A document as IAM returns it: percent-encoded after RFC 3986. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static List<JsonNode> statements(String text) {
        JsonNode document = parse(text);
        JsonNode statement = document.path("Statement");
        JsonNode version = document.path("Version");
        boolean known = version.isMissingNode() || VERSIONS.contains(version.asText());
        List<JsonNode> statements =
                statement.isArray()
                        ? List.copyOf(statement.valueStream().toList())
                        : List.of(statement);
        if (!document.isObject() || !known || statements.isEmpty()) {
            throw Refusals.malformedPolicy("Syntax errors in policy.");
        }
        statements.forEach(PolicyDocument::check);
        return statements;
    }

    private static void check(JsonNode statement) {
        String effect = statement.path("Effect").asText();
        if (!statement.isObject() || !(effect.equals("Allow") || effect.equals("Deny"))) {
            throw Refusals.malformedPolicy("Syntax errors in policy.");
        }
        if (!hasOne(statement, "Action", "NotAction")) {
            throw Refusals.malformedPolicy("Policy statement must contain actions.");
        }
    }

    private static boolean hasOne(JsonNode statement, String name, String inverse) {
        return statement.hasNonNull(name) || statement.hasNonNull(inverse);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw Refusals.malformedPolicy("This policy contains invalid Json");
        }
    }
}
