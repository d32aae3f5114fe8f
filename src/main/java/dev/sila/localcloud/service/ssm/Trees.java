package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON trees: as text, and with the values of what they refer to as {@code {{ name }}}. */
final class Trees {
    /** A reference: {@code {{ name }}}, {@code {{ step.output }}}, {@code {{ global:DATE }}}. */
    static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([^{}\\s]+)\\s*}}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Trees() {}

    /** A text as it is; anything else as JSON. */
    static String text(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }

    /** The tree of a JSON text, if it is one. */
    static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /**
     * A copy in which every reference has its value. A text that is nothing but a reference becomes
     * the value, whatever its type; in other texts values stand as text, and a list within a list
     * joins it. A reference without a value stays.
     *
     * @param values the value of a reference's name
     */
    static JsonNode resolved(JsonNode node, Function<String, Optional<JsonNode>> values) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.forEachEntry((key, each) -> object.set(key, resolved(each, values)));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (JsonNode each : node) {
                JsonNode value = resolved(each, values);
                if (each.isTextual() && value.isArray()) {
                    value.forEach(array::add);
                } else {
                    array.add(value);
                }
            }
            return array;
        }
        return node.isTextual() ? resolved(node.asText(), values) : node;
    }

    private static JsonNode resolved(String text, Function<String, Optional<JsonNode>> values) {
        Matcher whole = REFERENCE.matcher(text.strip());
        if (whole.matches()) {
            Optional<JsonNode> value = values.apply(whole.group(1));
            return value.orElse(JsonNodeFactory.instance.textNode(text));
        }
        String replaced =
                REFERENCE
                        .matcher(text)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(
                                        values.apply(match.group(1))
                                                .map(Trees::text)
                                                .orElse(match.group())));
        return JsonNodeFactory.instance.textNode(replaced);
    }
}
