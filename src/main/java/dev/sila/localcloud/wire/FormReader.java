package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Form.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Reads request objects from query parameters.
 *
 * @param alwaysFlat whether lists are numbered without the name of their members, as EC2 does
 * @param malformed the error code for a value of a wrong type
 */
record FormReader(boolean alwaysFlat, String malformed) {

    /** Fills the builder of a request or structure from the parameters below a node. */
    void fill(SdkPojo builder, Node node) {
        for (SdkField<?> field : builder.sdkFields()) {
            node.child(field.locationName())
                    .map(child -> value(field, child))
                    .ifPresent(value -> field.set(builder, value));
        }
    }

    private @Nullable Object value(SdkField<?> field, Node node) {
        return switch (field.marshallingType().getKnownType()) {
            case LIST -> list(field, node);
            case MAP -> map(field, node);
            case SDK_POJO -> structure(field, node);
            default -> node.text().map(text -> scalar(field, node, text)).orElse(null);
        };
    }

    private Object scalar(SdkField<?> field, Node node, String text) {
        try {
            return Scalar.parse(field, text);
        } catch (IllegalArgumentException wrong) {
            throw new AwsFailure(
                    malformed,
                    "Invalid value '%s' for parameter %s: %s"
                            .formatted(text, node.path(), wrong.getMessage()));
        }
    }

    private Object structure(SdkField<?> field, Node node) {
        SdkPojo builder = field.constructor().get();
        fill(builder, node);
        return ((Buildable) builder).build();
    }

    private @Nullable Object list(SdkField<?> field, Node node) {
        ListTrait trait = field.getRequiredTrait(ListTrait.class);
        SdkField<?> member = trait.memberFieldInfo();
        boolean flat = alwaysFlat || trait.isFlattened();
        Optional<Node> parent = flat ? Optional.of(node) : node.child(member.locationName());
        List<Object> values = new ArrayList<>();
        for (Node item : parent.map(Node::numbered).orElse(List.of())) {
            Object value = value(member, item);
            if (value != null) {
                values.add(value);
            }
        }
        return !values.isEmpty() || node.text().isPresent() ? values : null;
    }

    private @Nullable Object map(SdkField<?> field, Node node) {
        MapTrait trait = field.getRequiredTrait(MapTrait.class);
        Optional<Node> parent = trait.isFlattened() ? Optional.of(node) : node.child("entry");
        Map<String, Object> values = new LinkedHashMap<>();
        for (Node entry : parent.map(Node::numbered).orElse(List.of())) {
            Optional<String> key = entry.child(trait.keyLocationName()).flatMap(Node::text);
            Optional<Object> value =
                    entry.child(trait.valueLocationName())
                            .map(child -> value(trait.valueFieldInfo(), child));
            if (key.isPresent() && value.isPresent()) {
                values.put(key.get(), value.get());
            }
        }
        return !values.isEmpty() || node.text().isPresent() ? values : null;
    }
}
