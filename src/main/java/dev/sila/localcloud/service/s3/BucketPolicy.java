package dev.sila.localcloud.service.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A bucket's policy, as far as S3 looks into it at putting and for callers who do not sign. Source:
 * S3 user guide, "Policies and permissions in Amazon S3".
 *
 * @param text as it was put
 */
record BucketPolicy(String text, List<JsonNode> statements) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final int LARGEST = 20 * 1024;

    /**
     * @throws AwsFailure {@code MalformedPolicy} for what is no policy of that bucket
     */
    static BucketPolicy parse(String text, Bucket bucket) {
        if (text.length() > LARGEST) {
            throw malformed("Policy exceeds the maximum allowed document size");
        }
        JsonNode document = document(text);
        JsonNode version = document.path("Version");
        if (!version.isMissingNode() && !VERSIONS.contains(version.asText())) {
            throw malformed("The policy must contain a valid version string");
        }
        JsonNode statement = document.path("Statement");
        if (statement.isMissingNode()) {
            throw malformed("Missing required field Statement");
        }
        List<JsonNode> statements = items(statement);
        if (statements.isEmpty()) {
            throw malformed("Could not parse the policy: Statement is empty!");
        }
        statements.forEach(each -> check(each, bucket));
        return new BucketPolicy(text, statements);
    }

    private static JsonNode document(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            if (document.isObject()) {
                return document;
            }
        } catch (JsonProcessingException notJson) {
            // refused below, like JSON that is no object
        }
        throw malformed("Policies must be valid JSON and the first byte must be '{'");
    }

    private static void check(JsonNode statement, Bucket bucket) {
        String effect = statement.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw malformed(
                    effect.isEmpty()
                            ? "Missing required field Effect"
                            : "Invalid effect: " + effect);
        }
        required(statement, "Principal");
        List<String> actions = required(statement, "Action");
        if (!actions.stream().allMatch(each -> each.equals("*") || each.matches("(?i)s3:.+"))) {
            throw malformed("Policy has invalid action");
        }
        List<String> resources = required(statement, "Resource");
        String arn = Pattern.quote(bucket.arn());
        if (!resources.stream().allMatch(each -> each.matches(arn + "(/.*|\\*)?"))) {
            throw malformed("Policy has invalid resource");
        }
        boolean objects = resources.stream().anyMatch(each -> each.matches(".*[/*].*"));
        boolean onlyObjectActions =
                actions.stream().allMatch(each -> each.matches("(?i)s3:(Get|Put|Delete)Object"));
        if (onlyObjectActions && !objects) {
            throw malformed("Action does not apply to any resource(s) in statement");
        }
    }

    private static List<String> required(JsonNode statement, String field) {
        JsonNode value =
                statement.hasNonNull(field) ? statement.get(field) : statement.path("Not" + field);
        if (value.isMissingNode()) {
            throw malformed("Missing required field " + field);
        }
        return texts(value);
    }

    /** Whether a statement without conditions lets everybody do something. */
    boolean isPublic() {
        return statements.stream()
                .anyMatch(
                        each -> is(each, "Allow") && isForEverybody(each) && !isConditional(each));
    }

    boolean allows(String action, String arn) {
        return statements.stream()
                .anyMatch(each ->
                        is(each, "Allow") && !isConditional(each) && isAbout(each, action, arn));
    }

    /** A denial whose conditions cannot be looked at counts: in doubt the answer is no. */
    boolean denies(String action, String arn) {
        return statements.stream().anyMatch(each -> is(each, "Deny") && isAbout(each, action, arn));
    }

    private static boolean is(JsonNode statement, String effect) {
        return statement.path("Effect").asText().equals(effect);
    }

    private static boolean isConditional(JsonNode statement) {
        return !statement.path("Condition").isEmpty();
    }

    private static boolean isForEverybody(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return texts(principal.isObject() ? principal.path("AWS") : principal).contains("*");
    }

    private static boolean isAbout(JsonNode statement, String action, String arn) {
        return isForEverybody(statement)
                && anyMatches(statement, "Action", action, Pattern.CASE_INSENSITIVE)
                && anyMatches(statement, "Resource", arn, 0);
    }

    private static boolean anyMatches(JsonNode statement, String field, String text, int flags) {
        boolean not = !statement.hasNonNull(field);
        return not
                != texts(statement.path(not ? "Not" + field : field)).stream()
                        .anyMatch(each -> wildcard(each, flags).matcher(text).matches());
    }

    private static Pattern wildcard(String text, int flags) {
        String quoted = Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(quoted, flags | Pattern.DOTALL);
    }

    private static List<JsonNode> items(JsonNode node) {
        return node.isArray() ? node.valueStream().toList() : List.of(node);
    }

    private static List<String> texts(JsonNode node) {
        return items(node).stream().map(JsonNode::asText).toList();
    }

    private static AwsFailure malformed(String message) {
        return new AwsFailure("MalformedPolicy", message);
    }
}
