package dev.sila.localcloud.service.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON of a policy. What is no policy at all is refused here, rules follow later. */
final class PolicyReader {
    private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_MEMBERS =
            Set.of(
                    "Sid",
                    "Effect",
                    "Principal",
                    "NotPrincipal",
                    "Action",
                    "NotAction",
                    "Resource",
                    "NotResource",
                    "Condition");
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private PolicyReader() {}

    static PolicyDocument read(String text) {
        JsonNode document = parse(text);
        if (!document.isObject() || !MEMBERS.containsAll(names(document))) {
            throw syntax();
        }
        JsonNode version = document.path("Version");
        if (!version.isMissingNode() && !version.isTextual()) {
            throw syntax();
        }
        JsonNode statement = document.path("Statement");
        List<JsonNode> nodes =
                statement.isArray() ? statement.valueStream().toList() : List.of(statement);
        List<Span> spans = Spans.of(text);
        if (nodes.isEmpty() || spans.size() != nodes.size()) {
            throw syntax();
        }
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            statements.add(statement(nodes.get(i), spans.get(i)));
        }
        return new PolicyDocument(version.asText("2008-10-17"), statements);
    }

    private static Statement statement(JsonNode node, Span span) {
        String effect = node.path("Effect").asText();
        if (!node.isObject()
                || !STATEMENT_MEMBERS.containsAll(names(node))
                || !(effect.equals("Allow") || effect.equals("Deny"))
                || !(node.path("Sid").isMissingNode() || node.path("Sid").isTextual())) {
            throw syntax();
        }
        return new Statement(
                node.path("Sid").asText(),
                effect.equals("Allow"),
                principals(node),
                names(node, "Action", "NotAction")
                        .orElseThrow(() ->
                                new MalformedPolicy("Policy statement must contain actions.")),
                names(node, "Resource", "NotResource"),
                conditions(node.path("Condition")),
                span);
    }

    private static Optional<Names> names(JsonNode node, String name, String inverse) {
        return either(node, name, inverse)
                .map(found -> new Names(found.equals(inverse), texts(node.path(found))));
    }

    private static Optional<Principals> principals(JsonNode node) {
        return either(node, "Principal", "NotPrincipal")
                .map(found ->
                        new Principals(
                                found.equals("NotPrincipal"), principalNames(node.path(found))));
    }

    private static Map<String, List<String>> principalNames(JsonNode node) {
        if (node.isTextual() && node.asText().equals("*")) {
            return Map.of("*", List.of("*"));
        }
        if (!node.isObject() || node.isEmpty()) {
            throw new MalformedPolicy(
                    node.isTextual()
                            ? "Invalid principal in policy: \"STAR\":\"" + node.asText() + "\""
                            : "Syntax errors in policy.");
        }
        Map<String, List<String>> names = new LinkedHashMap<>();
        node.properties().forEach(each -> names.put(each.getKey(), texts(each.getValue())));
        return names;
    }

    private static Optional<String> either(JsonNode node, String name, String inverse) {
        if (node.has(name) && node.has(inverse)) {
            throw syntax();
        }
        return Optional.of(node.has(name) ? name : inverse).filter(node::has);
    }

    private static List<Condition> conditions(JsonNode node) {
        if (node.isMissingNode()) {
            return List.of();
        }
        List<Condition> conditions = new ArrayList<>();
        object(node).properties().forEach(each -> conditions(each, conditions));
        return conditions;
    }

    private static void conditions(Map.Entry<String, JsonNode> operator, List<Condition> to) {
        Operator known = Operator.parse(operator.getKey());
        object(operator.getValue())
                .properties()
                .forEach(each ->
                        to.add(new Condition(known, each.getKey(), texts(each.getValue()))));
    }

    private static JsonNode object(JsonNode node) {
        if (!node.isObject()) {
            throw syntax();
        }
        return node;
    }

    /** A text or a list of texts; conditions may also have numbers and truth values. */
    private static List<String> texts(JsonNode node) {
        List<JsonNode> all = node.isArray() ? node.valueStream().toList() : List.of(node);
        for (JsonNode each : all) {
            if (!each.isValueNode() || each.isNull()) {
                throw syntax();
            }
        }
        return all.stream().map(JsonNode::asText).toList();
    }

    private static List<String> names(JsonNode node) {
        return node.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new MalformedPolicy("This policy contains invalid Json");
        }
    }

    static MalformedPolicy syntax() {
        return new MalformedPolicy("Syntax errors in policy.");
    }
}
