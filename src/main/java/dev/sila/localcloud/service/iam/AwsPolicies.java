package dev.sila.localcloud.service.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sila.localcloud.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The catalogue of AWS's own managed policies that are in common use, with their documents as AWS
 * publishes them. One that is not in it does not exist here. Source: AWS managed policy reference
 * guide. Read at first use, since most runs need none.
 */
final class AwsPolicies {
    private static final String CATALOGUE = "aws-managed-policies.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, StoredPolicy> byArn = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Optional<StoredPolicy> ofArn(String arn) {
        return Optional.ofNullable(all().get(arn)).filter(each -> each.arn().equals(arn));
    }

    /** All by ARN. */
    Map<String, StoredPolicy> all() {
        if (byArn.isEmpty()) {
            try (InputStream stream = AwsPolicies.class.getResourceAsStream(CATALOGUE)) {
                String lines =
                        new String(
                                Objects.requireNonNull(stream).readAllBytes(),
                                StandardCharsets.UTF_8);
                for (String line : lines.lines().toList()) {
                    add(JSON.readTree(line));
                }
            } catch (IOException broken) {
                throw new UncheckedIOException("The catalogue of policies is unreadable", broken);
            }
        }
        return byArn;
    }

    private void add(JsonNode line) {
        String name = line.path("name").asText();
        Entity.Origin origin =
                new Entity.Origin(
                        identifier(name), "aws", Instant.parse(line.path("created").asText()));
        PolicyText document =
                PolicyText.permissions("document", line.path("document").toPrettyString());
        StoredPolicy policy =
                StoredPolicy.ofAws(
                        origin,
                        name,
                        line.path("path").asText(),
                        Integer.parseInt(line.path("version").asText().substring(1)),
                        document);
        policy.updated = Instant.parse(line.path("updated").asText());
        byArn.put(policy.arn(), policy);
    }

    /** Does not use up identifiers, so that these do not depend on when the catalogue is read. */
    private static String identifier(String name) {
        return new Identity(name.hashCode()).iam("ANPA");
    }
}
