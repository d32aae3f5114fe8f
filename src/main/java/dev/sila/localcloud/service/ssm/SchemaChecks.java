package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/** What the schemas of documents have in common. */
final class SchemaChecks {
    private SchemaChecks() {}

    /** Refuses members that are not in the schema. */
    static void members(String what, JsonNode object, Set<String> known) {
        if (!object.isObject()) {
            throw Refusals.invalidContent("The " + what + " is not an object.");
        }
        object.fieldNames()
                .forEachRemaining(member -> {
                    if (!known.contains(member)) {
                        throw Refusals.invalidContent(
                                "The %s has an unknown attribute \"%s\".".formatted(what, member));
                    }
                });
    }

    static void list(String name, JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            throw Refusals.invalidContent("The document must have at least one of " + name + ".");
        }
    }

    static String text(String member, JsonNode object, String of) {
        JsonNode value = object.path(member);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw Refusals.invalidContent("The " + of + " has no " + member + ".");
        }
        return value.asText();
    }

    static void parameters(JsonNode tree) {
        tree.path("parameters")
                .forEachEntry((name, node) -> new DocumentParameter(name, node).checkDefinition());
    }

    /**
     * Refuses references to what is not there. Those with a colon, such as {@code ssm:name}, are
     * found elsewhere.
     */
    static void references(JsonNode node, Predicate<String> known) {
        if (node.isTextual()) {
            Matcher matcher = Trees.REFERENCE.matcher(node.asText());
            while (matcher.find()) {
                String name = matcher.group(1);
                if (!name.contains(":") && !known.test(name)) {
                    throw Refusals.invalidContent(
                            "Parameter \"%s\" is not defined in the document.".formatted(name));
                }
            }
        }
        node.forEach(each -> references(each, known));
    }
}
