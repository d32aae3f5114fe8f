package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One parameter that a document takes.
 *
 * @param node its definition: type, default, allowed values and so on
 */
record DocumentParameter(String name, JsonNode node) {
    private static final Set<String> TYPES =
            Set.of("String", "StringList", "Integer", "Boolean", "MapList", "StringMap");
    private static final Set<String> MEMBERS =
            Set.of(
                    "type",
                    "description",
                    "default",
                    "allowedValues",
                    "allowedPattern",
                    "displayType",
                    "interpolationType",
                    "minItems",
                    "maxItems",
                    "minChars",
                    "maxChars");

    String type() {
        return node.path("type").asText();
    }

    /** Whether its value is a list. */
    boolean isList() {
        return type().equals("StringList")
                || type().equals("MapList")
                || type().startsWith("List<");
    }

    Optional<JsonNode> defaultValue() {
        return Optional.ofNullable(node.get("default"));
    }

    /** Refuses a definition that the schema does not have. */
    void checkDefinition() {
        if (!name.matches("[a-zA-Z0-9_.-]+")) {
            throw Refusals.invalidContent("Parameter name \"" + name + "\" is not valid.");
        }
        if (!node.isObject()) {
            throw Refusals.invalidContent("Parameter \"" + name + "\" is not an object.");
        }
        node.fieldNames()
                .forEachRemaining(member -> {
                    if (!MEMBERS.contains(member)) {
                        throw Refusals.invalidContent(
                                "Parameter \"%s\" has an unsupported attribute \"%s\"."
                                        .formatted(name, member));
                    }
                });
        boolean resource = type().matches("(List<)?AWS::[A-Za-z0-9:]+>?");
        if (!TYPES.contains(type()) && !resource) {
            throw Refusals.invalidContent(
                    "Parameter \"%s\" has an unsupported type \"%s\".".formatted(name, type()));
        }
        checkPattern();
        if (node.has("default") && node.has("allowedValues")) {
            problem(strings(node.get("default")))
                    .ifPresent(wrong -> {
                        throw Refusals.invalidContent(wrong);
                    });
        }
    }

    private void checkPattern() {
        try {
            Pattern.compile(node.path("allowedPattern").asText(""));
        } catch (PatternSyntaxException wrong) {
            throw Refusals.invalidContent(
                    "Parameter \"" + name + "\" has an allowedPattern that is not valid.");
        }
    }

    /** What is wrong with values for it, if anything. */
    Optional<String> problem(List<String> values) {
        List<String> allowed = strings(node.path("allowedValues"));
        String pattern = node.path("allowedPattern").asText("");
        for (String value : values) {
            if (!allowed.isEmpty() && !allowed.contains(value)) {
                return Optional.of(
                        "Parameter \"%s\" has value \"%s\" not in [%s]."
                                .formatted(name, value, String.join(", ", allowed)));
            }
            if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(value).find()) {
                return Optional.of(
                        "Parameter \"%s\" has value \"%s\" that does not match the allowed pattern."
                                .formatted(name, value));
            }
            if (value.length() < node.path("minChars").asInt(0)
                    || value.length() > node.path("maxChars").asInt(Integer.MAX_VALUE)) {
                return Optional.of("Parameter \"" + name + "\" has a value of a wrong length.");
            }
        }
        if (!isList() && values.size() > 1) {
            return Optional.of("Parameter \"" + name + "\" takes one value.");
        }
        if (values.size() < node.path("minItems").asInt(0)
                || values.size() > node.path("maxItems").asInt(Integer.MAX_VALUE)) {
            return Optional.of("Parameter \"" + name + "\" has a wrong number of values.");
        }
        return Optional.empty();
    }

    /** Values as they came over the wire in the form that steps take. */
    JsonNode typed(List<String> values) {
        if (isList()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            values.forEach(each -> list.add(scalar(each)));
            return list;
        }
        return scalar(values.isEmpty() ? "" : values.getFirst());
    }

    private JsonNode scalar(String value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (type()) {
            case "Integer" ->
                    value.matches("-?\\d{1,18}")
                            ? nodes.numberNode(Long.parseLong(value))
                            : nodes.textNode(value);
            case "Boolean" ->
                    value.matches("true|false")
                            ? nodes.booleanNode(Boolean.parseBoolean(value))
                            : nodes.textNode(value);
            case "StringMap", "MapList" -> Trees.parsed(value).orElse(nodes.textNode(value));
            default -> nodes.textNode(value);
        };
    }

    /** A value as the list of texts that the wire has. */
    static List<String> strings(JsonNode value) {
        List<String> strings = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> strings.add(Trees.text(each)));
        } else if (!value.isMissingNode()) {
            strings.add(Trees.text(value));
        }
        return strings;
    }
}
