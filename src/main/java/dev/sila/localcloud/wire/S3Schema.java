package dev.sila.localcloud.wire;

import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The part of S3's schema that the SDK knows: what a structure in a body must have, and which words
 * an enumeration has.
 */
final class S3Schema {
    private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

    /** What has a code of its own if it is wrong, or is taken in small letters too. */
    private static final Set<String> OWN_RULES =
            Set.of("CreateBucketConfiguration.LocationConstraint", "FilterRule.Name");

    private S3Schema() {}

    /**
     * @param read a builder that was filled from a body
     * @throws IllegalArgumentException if it is not what the schema says
     */
    static void check(SdkPojo read) {
        checkStructure((SdkPojo) ((Buildable) read).build());
    }

    private static void checkStructure(SdkPojo structure) {
        for (SdkField<?> field : structure.sdkFields()) {
            Object value = field.getValueOrDefault(structure);
            if (!RestDialect.isSet(value)) {
                if (field.containsTrait(RequiredTrait.class, TraitType.REQUIRED_TRAIT)) {
                    throw new IllegalArgumentException(field.memberName() + " is missing");
                }
            } else if (value instanceof String) {
                checkWord(structure, field.memberName());
            } else {
                checkNested(value);
            }
        }
    }

    private static void checkNested(@Nullable Object value) {
        switch (value) {
            case SdkPojo nested -> checkStructure(nested);
            case Collection<?> many -> many.forEach(S3Schema::checkNested);
            case Map<?, ?> map -> map.values().forEach(S3Schema::checkNested);
            case null, default -> {
                // a single value is as it was read
            }
        }
    }

    /** The SDK has a getter of an enumeration's value beside the one of its text. */
    private static void checkWord(SdkPojo structure, String member) {
        String getter = getter(structure, member);
        String whole = structure.getClass().getSimpleName() + "." + member;
        if (getter.isEmpty() || OWN_RULES.contains(whole)) {
            return;
        }
        try {
            Object word = structure.getClass().getMethod(getter).invoke(structure);
            if (UNKNOWN.equals(word instanceof Enum<?> known ? known.name() : "")) {
                throw new IllegalArgumentException(member + " has no such value");
            }
        } catch (NoSuchMethodException | IllegalAccessException none) {
            throw new IllegalStateException("The SDK has no " + getter, none);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static String getter(SdkPojo structure, String member) {
        String text = member + "AsString";
        for (var method : structure.getClass().getMethods()) {
            String name = method.getName();
            if (name.equalsIgnoreCase(text)) {
                return name.substring(0, name.length() - "AsString".length());
            }
        }
        return "";
    }
}
