package dev.sila.localcloud.service;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Copies between SDK types of the same shape, of which EC2 has many: what a launch template takes,
 * what it answers and what an instance is run from are three types with the same members.
 */
public final class Reshape {
    private Reshape() {}

    /**
     * Sets every member of the target that the source has too, by the member's name. Members that
     * are unset in the source keep the target's value.
     *
     * @param target a builder
     */
    public static <B extends SdkPojo> B copy(SdkPojo source, B target) {
        Map<String, SdkField<?>> fields =
                target.sdkFields().stream()
                        .collect(Collectors.toMap(SdkField::memberName, Function.identity()));
        for (SdkField<?> from : source.sdkFields()) {
            SdkField<?> to = fields.get(from.memberName());
            Object value = from.getValueOrDefault(source);
            if (to != null && isSet(value)) {
                to.set(target, converted(value, to));
            }
        }
        return target;
    }

    /** Whether a member was given a value. */
    public static boolean isSet(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList<?>);
    }

    private static Object converted(Object value, SdkField<?> to) {
        if (value instanceof Collection<?> many) {
            SdkField<?> element = to.getTrait(ListTrait.class).memberFieldInfo();
            return many.stream().map(each -> converted(each, element)).toList();
        }
        if (value instanceof SdkPojo pojo) {
            SdkPojo copy = copy(pojo, to.constructor().get());
            return ((Buildable) copy).build();
        }
        return value;
    }

    /** The names of the members that were given a value, as the API writes them. */
    public static List<String> members(SdkPojo object) {
        return object.sdkFields().stream()
                .filter(field -> isSet(field.getValueOrDefault(object)))
                .map(SdkField::memberName)
                .toList();
    }
}
