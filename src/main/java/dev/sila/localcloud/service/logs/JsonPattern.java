package dev.sila.localcloud.service.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sila.localcloud.service.logs.Condition.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A condition on the members of a message that is a JSON object. */
record JsonPattern(Condition condition) implements FilterPattern {
    private static final ObjectMapper JSON = new ObjectMapper();

    static JsonPattern parse(String text) {
        return new JsonPattern(Conditions.parse(text, Selector::is));
    }

    @Override
    public Optional<Map<String, String>> match(String message) {
        return document(message).filter(this::holds).map(this::values);
    }

    private boolean holds(JsonNode document) {
        return condition.holds(selector ->
                Selector.find(selector, document).stream().map(JsonPattern::value).toList());
    }

    /** What the selectors found; not what is no single value. */
    private Map<String, String> values(JsonNode document) {
        Map<String, String> values = new TreeMap<>();
        condition
                .names()
                .forEach(selector ->
                        scalar(selector, document).ifPresent(each -> values.put(selector, each)));
        return values;
    }

    private static Optional<JsonNode> document(String message) {
        if (!message.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(message));
        } catch (JsonProcessingException none) {
            return Optional.empty();
        }
    }

    private static Value value(JsonNode node) {
        Value.Kind kind =
                switch (node.getNodeType()) {
                    case STRING -> Value.Kind.STRING;
                    case NUMBER -> Value.Kind.NUMBER;
                    case BOOLEAN -> node.booleanValue() ? Value.Kind.TRUE : Value.Kind.FALSE;
                    case NULL -> Value.Kind.NULL;
                    default -> Value.Kind.OTHER;
                };
        return new Value(kind, node.asText());
    }

    private static Optional<String> scalar(String selector, JsonNode document) {
        List<JsonNode> found = Selector.find(selector, document);
        return found.size() == 1 && found.getFirst().isValueNode() && !found.getFirst().isNull()
                ? Optional.of(found.getFirst().asText())
                : Optional.empty();
    }

    @Override
    public Optional<String> value(String source, String message, Map<String, String> fields) {
        return document(message).flatMap(each -> scalar(source, each));
    }

    @Override
    public boolean has(String source) {
        return Selector.is(source);
    }
}
