package dev.sila.localcloud.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.localcloud.AwsFailure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** Request and response objects to and from JSON: the bodies of JSON 1.0 and 1.1, and others. */
final class JsonBody {
    /** As the JSON protocols write members. */
    static final JsonBody WIRE = new JsonBody(SdkField::locationName, Format.UNIX_TIMESTAMP, true);

    /** By the API's names of members, whatever the protocol of the service; times are text. */
    static final JsonBody NAMES = new JsonBody(SdkField::memberName, Format.ISO_8601, false);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Function<SdkField<?>, String> naming;
    private final Format times;
    private final boolean bodyOnly;

    private JsonBody(Function<SdkField<?>, String> naming, Format times, boolean bodyOnly) {
        this.naming = naming;
        this.times = times;
        this.bodyOnly = bodyOnly;
    }

    /** Fills the builder of a request or structure from an object; null members count as absent. */
    void fill(SdkPojo builder, JsonNode object) {
        if (!object.isObject()) {
            throw malformed("an object", object);
        }
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode member = object.get(naming.apply(field));
            if (isInBody(field) && member != null && !member.isNull()) {
                field.set(builder, value(field, member));
            }
        }
    }

    /** The fields of a structure; what is not set is left out. */
    ObjectNode of(SdkPojo pojo) {
        ObjectNode object = JSON.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (isInBody(field)
                    && value != null
                    && !(value instanceof SdkAutoConstructList)
                    && !(value instanceof SdkAutoConstructMap)) {
                object.set(naming.apply(field), node(field, value));
            }
        }
        return object;
    }

    /** REST services have members elsewhere too. */
    private boolean isInBody(SdkField<?> field) {
        return !bodyOnly || field.location() == MarshallLocation.PAYLOAD;
    }

    private Object value(SdkField<?> field, JsonNode node) {
        return switch (field.marshallingType().getKnownType()) {
            case LIST -> list(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), node);
            case MAP -> map(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), node);
            case SDK_POJO -> structure(field, node);
            default -> scalar(field, node);
        };
    }

    private Object structure(SdkField<?> field, JsonNode node) {
        SdkPojo builder = field.constructor().get();
        fill(builder, node);
        return ((Buildable) builder).build();
    }

    private static Object scalar(SdkField<?> field, JsonNode node) {
        boolean text = field.marshallingType().getKnownType() == MarshallingKnownType.STRING;
        if (!node.isValueNode() || (text && !node.isTextual())) {
            throw malformed("a single value", node);
        }
        try {
            return Scalar.parse(field, node.asText());
        } catch (IllegalArgumentException wrong) {
            throw malformed(String.valueOf(wrong.getMessage()), node);
        }
    }

    private List<Object> list(SdkField<?> member, JsonNode node) {
        if (!node.isArray()) {
            throw malformed("a list", node);
        }
        List<Object> values = new ArrayList<>();
        node.forEach(each -> values.add(value(member, each)));
        return values;
    }

    private Map<String, Object> map(SdkField<?> member, JsonNode node) {
        if (!node.isObject()) {
            throw malformed("an object", node);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        node.forEachEntry((key, each) -> values.put(key, value(member, each)));
        return values;
    }

    private JsonNode node(SdkField<?> field, Object value) {
        return switch (value) {
            case SdkPojo pojo -> of(pojo);
            case List<?> list -> array(field, list);
            case Map<?, ?> map -> object(field, map);
            case Boolean bool -> JSON.booleanNode(bool);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Double number -> decimal(number);
            case Float number -> decimal(number);
            case BigDecimal number -> JSON.numberNode(number);
            case Instant instant when Scalar.format(field, times) == Format.UNIX_TIMESTAMP ->
                    JSON.numberNode(Scalar.seconds(instant));
            default -> JSON.textNode(Scalar.format(field, value));
        };
    }

    /** JSON has no NaN and no infinity: AWS writes them as text. */
    private static JsonNode decimal(double number) {
        return Double.isFinite(number)
                ? JSON.numberNode(number)
                : JSON.textNode(Double.toString(number));
    }

    private ArrayNode array(SdkField<?> field, List<?> values) {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        ArrayNode array = JSON.arrayNode();
        values.forEach(each -> array.add(node(member, each)));
        return array;
    }

    private ObjectNode object(SdkField<?> field, Map<?, ?> values) {
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        ObjectNode object = JSON.objectNode();
        values.forEach((key, each) -> object.set(key.toString(), node(member, each)));
        return object;
    }

    private static AwsFailure malformed(String wanted, JsonNode node) {
        return new AwsFailure(
                "SerializationException", "Expected " + wanted + ", but found " + node);
    }
}
