package dev.sila.localcloud.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A policy that hangs on a resource, such as a queue's or a topic's, and says who may do what with
 * it. Source: IAM user guide, "IAM JSON policy elements reference".
 */
public final class ResourcePolicy {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");
    private static final Pattern OPERATOR =
            Pattern.compile(
                    "(ForAllValues:|ForAnyValue:)?"
                            + "(String(Not)?(Equals|Like)|String(Not)?EqualsIgnoreCase"
                            + "|Arn(Not)?(Equals|Like)|Bool|BinaryEquals|(Not)?IpAddress|Null"
                            + "|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?))"
                            + "(IfExists)?");

    private final ObjectNode document;

    /**
     * What somebody wants to do with the resource.
     *
     * @param principal the name of an AWS service, such as {@code sns.amazonaws.com}, or the ARN of
     *     a principal
     * @param action such as {@code sqs:SendMessage}
     * @param context condition keys and their values, such as {@code aws:SourceArn}
     */
    public record Access(
            String principal, String action, String resource, Map<String, String> context) {
        public Access {
            Map<String, String> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            keys.putAll(context);
            context = keys;
        }
    }

    private ResourcePolicy(ObjectNode document) {
        this.document = document;
    }

    /**
     * Reads a policy.
     *
     * @param service the prefix of the actions that it may name, such as {@code sqs}
     * @throws IllegalArgumentException if it is malformed; the message says why
     */
    public static ResourcePolicy parse(String text, String service) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("Policy is not valid JSON", wrong);
        }
        JsonNode version = node.path("Version");
        if (!(node instanceof ObjectNode document)
                || !(version.isMissingNode() || VERSIONS.contains(version.asText()))) {
            throw new IllegalArgumentException("Policy Error: null");
        }
        ResourcePolicy policy = new ResourcePolicy(document);
        if (policy.statements().findAny().isEmpty()) {
            throw new IllegalArgumentException("Policy has no statement");
        }
        policy.statements().forEach(each -> check(each, service));
        return policy;
    }

    /** A policy with no statement yet. */
    public static ResourcePolicy empty(String id) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("Version", "2008-10-17").put("Id", id).putArray("Statement");
        return new ResourcePolicy(document);
    }

    /** Whether a statement allows it and none denies it. */
    public boolean allows(Access access) {
        return statements().anyMatch(each -> isEffect(each, "Allow") && matches(each, access))
                && statements().noneMatch(each -> isEffect(each, "Deny") && matches(each, access));
    }

    /** Whether it has a statement of that label. */
    public boolean hasStatement(String label) {
        return statements().anyMatch(each -> each.path("Sid").asText().equals(label));
    }

    /** Whether it has any statement. */
    public boolean isEmpty() {
        return statements().findAny().isEmpty();
    }

    /** With one more statement, as {@code AddPermission} adds it. */
    public ResourcePolicy with(
            String label, List<String> accounts, List<String> actions, String resource) {
        ObjectNode changed = document.deepCopy();
        ArrayNode statements = changed.putArray("Statement");
        statements().forEach(statements::add);
        ObjectNode added = statements.addObject().put("Sid", label).put("Effect", "Allow");
        ArrayNode principals = added.putObject("Principal").putArray("AWS");
        accounts.forEach(each -> principals.add("arn:aws:iam::" + each + ":root"));
        ArrayNode named = added.putArray("Action");
        actions.forEach(named::add);
        added.put("Resource", resource);
        return new ResourcePolicy(changed);
    }

    /** Without the statement of that label. */
    public ResourcePolicy without(String label) {
        ObjectNode changed = document.deepCopy();
        ArrayNode statements = changed.putArray("Statement");
        statements()
                .filter(each -> !each.path("Sid").asText().equals(label))
                .forEach(statements::add);
        return new ResourcePolicy(changed);
    }

    /** The policy as JSON. */
    @Override
    public String toString() {
        return document.toString();
    }

    private Stream<JsonNode> statements() {
        return values(document.path("Statement"));
    }

    private static void check(JsonNode statement, String service) {
        boolean effect = isEffect(statement, "Allow") || isEffect(statement, "Deny");
        if (!statement.isObject()
                || !effect
                || !hasOne(statement, "Principal")
                || !hasOne(statement, "Action")
                || !hasOne(statement, "Resource")) {
            throw new IllegalArgumentException("Policy Error: null");
        }
        values(statement.path(statement.has("Action") ? "Action" : "NotAction"))
                .map(each -> each.asText().toLowerCase(Locale.ROOT))
                .filter(each -> !each.equals("*") && !each.startsWith(service + ":"))
                .findFirst()
                .ifPresent(outside -> {
                    throw new IllegalArgumentException(
                            "Policy statement action out of service scope!");
                });
        statement
                .path("Condition")
                .propertyStream()
                .filter(each -> !OPERATOR.matcher(each.getKey()).matches())
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(
                            "Policy has an invalid condition operator: " + unknown.getKey());
                });
    }

    private static boolean hasOne(JsonNode statement, String element) {
        return statement.hasNonNull(element) || statement.hasNonNull("Not" + element);
    }

    private static boolean isEffect(JsonNode statement, String effect) {
        return statement.path("Effect").asText().equals(effect);
    }

    private static boolean matches(JsonNode statement, Access access) {
        return principal(statement, access.principal())
                && named(statement, "Action", access.action(), true)
                && named(statement, "Resource", access.resource(), false)
                && statement
                        .path("Condition")
                        .propertyStream()
                        .allMatch(each -> holds(each.getKey(), each.getValue(), access));
    }

    private static boolean principal(JsonNode statement, String wanted) {
        boolean inverse = statement.has("NotPrincipal");
        JsonNode principal = statement.path(inverse ? "NotPrincipal" : "Principal");
        Stream<JsonNode> named =
                principal.isObject()
                        ? principal.valueStream().flatMap(ResourcePolicy::values)
                        : values(principal);
        return inverse
                != named.map(JsonNode::asText)
                        .anyMatch(each -> each.equals("*") || each.equals(wanted));
    }

    private static boolean named(
            JsonNode statement, String element, String wanted, boolean anyCase) {
        boolean inverse = statement.has("Not" + element);
        return inverse
                != values(statement.path(inverse ? "Not" + element : element))
                        .anyMatch(each -> like(each.asText(), wanted, anyCase));
    }

    private static boolean holds(String operator, JsonNode keys, Access access) {
        return keys.propertyStream()
                .allMatch(each -> {
                    String value = access.context().get(each.getKey());
                    return holds(operator.replaceFirst("^For\\w+:", ""), value, each.getValue());
                });
    }

    private static boolean holds(String operator, @Nullable String value, JsonNode wanted) {
        if (operator.equals("Null")) {
            return values(wanted).anyMatch(each -> each.asBoolean() == (value == null));
        }
        boolean inverse = operator.contains("Not");
        if (value == null) {
            return inverse || operator.endsWith("IfExists");
        }
        boolean anyCase = operator.contains("IgnoreCase") || operator.startsWith("Bool");
        boolean wild = operator.contains("Like") || operator.startsWith("Arn");
        return inverse
                != values(wanted)
                        .map(JsonNode::asText)
                        .anyMatch(each ->
                                wild
                                        ? like(each, value, anyCase)
                                        : anyCase
                                                ? each.equalsIgnoreCase(value)
                                                : each.equals(value));
    }

    private static Stream<JsonNode> values(JsonNode node) {
        if (node.isMissingNode()) {
            return Stream.empty();
        }
        return node.isArray() ? node.valueStream() : Stream.of(node);
    }

    /** Whether a text is like a pattern with {@code *} and {@code ?}. */
    private static boolean like(String pattern, String text, boolean anyCase) {
        String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(expression, anyCase ? Pattern.CASE_INSENSITIVE : 0)
                .matcher(text)
                .matches();
    }
}
