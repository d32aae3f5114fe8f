package dev.sila.localcloud.service.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** JSON text of messages and events. */
final class Json {
    private Json() {}

    /** An object whose values are texts, whole numbers or objects again, in the map's order. */
    static String of(Map<String, ?> members) {
        return object(members).toString();
    }

    private static ObjectNode object(Map<String, ?> members) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        members.forEach((name, value) -> object.set(name, value(value)));
        return object;
    }

    private static JsonNode value(Object value) {
        return switch (value) {
            case Integer number -> JsonNodeFactory.instance.numberNode(number);
            case Map<?, ?> map -> {
                ObjectNode inner = JsonNodeFactory.instance.objectNode();
                map.forEach((name, each) -> inner.set(name.toString(), value(each)));
                yield inner;
            }
            default -> JsonNodeFactory.instance.textNode(value.toString());
        };
    }
}
