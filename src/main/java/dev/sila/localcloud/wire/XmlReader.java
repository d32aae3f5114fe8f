package dev.sila.localcloud.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Reads request objects from the XML of REST bodies. */
final class XmlReader {
    private XmlReader() {}

    /**
     * Fills the builder of a request or structure from the children of an element.
     *
     * @throws IllegalArgumentException for an element that the structure does not have, or a value
     *     of a wrong type
     */
    static void fill(SdkPojo builder, XmlNode node) {
        Set<String> known = new HashSet<>();
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.location() == MarshallLocation.PAYLOAD) {
                known.add(field.locationName());
                value(field, node).ifPresent(value -> field.set(builder, value));
            }
        }
        node.children().stream()
                .map(XmlNode::name)
                .filter(each -> !known.contains(each))
                .findAny()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("There is no element " + name + " here");
                });
    }

    private static Optional<Object> value(SdkField<?> field, XmlNode parent) {
        String name = field.locationName();
        if (field.containsTrait(XmlAttributeTrait.class, TraitType.XML_ATTRIBUTE_TRAIT)) {
            return Optional.ofNullable(parent.attributes().get(name));
        }
        ListTrait list = field.getTrait(ListTrait.class, TraitType.LIST_TRAIT);
        if (list != null && list.isFlattened()) {
            List<XmlNode> items = parent.all(name);
            return items.isEmpty() ? Optional.empty() : Optional.of(items(list, items));
        }
        MapTrait map = field.getTrait(MapTrait.class, TraitType.MAP_TRAIT);
        if (map != null && map.isFlattened()) {
            List<XmlNode> entries = parent.all(name);
            return entries.isEmpty() ? Optional.empty() : Optional.of(entries(map, entries));
        }
        return parent.first(name).map(node -> value(field, list, map, node));
    }

    private static Object value(
            SdkField<?> field, @Nullable ListTrait list, @Nullable MapTrait map, XmlNode node) {
        if (list != null) {
            return items(list, node.children());
        }
        if (map != null) {
            return entries(map, node.all("entry"));
        }
        return single(field, node);
    }

    private static Object single(SdkField<?> field, XmlNode node) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> {
                SdkPojo builder = field.constructor().get();
                fill(builder, node);
                yield ((Buildable) builder).build();
            }
            case LIST ->
                    items(
                            field.getRequiredTrait(ListTrait.class, TraitType.LIST_TRAIT),
                            node.children());
            case MAP ->
                    entries(
                            field.getRequiredTrait(MapTrait.class, TraitType.MAP_TRAIT),
                            node.all("entry"));
            default -> {
                if (!node.children().isEmpty()) {
                    throw new IllegalArgumentException(node.name() + " holds no elements");
                }
                yield Scalar.parse(field, node.text().toString());
            }
        };
    }

    private static List<Object> items(ListTrait trait, List<XmlNode> nodes) {
        List<Object> values = new ArrayList<>();
        nodes.forEach(each -> values.add(single(trait.memberFieldInfo(), each)));
        return values;
    }

    private static Map<String, Object> entries(MapTrait trait, List<XmlNode> nodes) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (XmlNode entry : nodes) {
            Optional<XmlNode> key = entry.first(trait.keyLocationName());
            Optional<XmlNode> value = entry.first(trait.valueLocationName());
            if (key.isPresent() && value.isPresent()) {
                values.put(
                        key.get().text().toString(), single(trait.valueFieldInfo(), value.get()));
            }
        }
        return values;
    }
}
