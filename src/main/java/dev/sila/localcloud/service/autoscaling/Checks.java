package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/**
 * What AWS demands of every request before it looks at what is there. Source: the constraints in
 * the Amazon EC2 Auto Scaling API reference.
 */
final class Checks {
    private Checks() {}

    /** Refuses a request in which a member is missing that AWS's model requires, at any depth. */
    static void complete(SdkPojo request) {
        complete("", request);
    }

    private static void complete(String path, SdkPojo structure) {
        List<String> required = Required.of(structure.getClass().getSimpleName());
        for (SdkField<?> field : structure.sdkFields()) {
            Object value = field.getValueOrDefault(structure);
            String at = path + small(field.memberName());
            boolean missing = value == null || value instanceof SdkAutoConstructList<?>;
            if (missing && required.contains(field.memberName())) {
                throw violated("Value null at '" + at + "'", "Member must not be null");
            }
            nested(at, value);
        }
    }

    private static void nested(String at, @Nullable Object value) {
        if (value instanceof SdkPojo inner) {
            complete(at + ".", inner);
        } else if (value instanceof Collection<?> many) {
            int index = 1;
            for (Object each : many) {
                if (each instanceof SdkPojo inner) {
                    complete(at + "." + index + ".member.", inner);
                }
                index++;
            }
        }
    }

    private static String small(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static AwsFailure violated(String what, String constraint) {
        return invalid(
                "1 validation error detected: "
                        + what
                        + " failed to satisfy constraint: "
                        + constraint);
    }

    /** A text of that many characters at most, and one at least. */
    static String text(String member, @Nullable String value, int most) {
        if (value == null) {
            throw violated("Value null at '" + member + "'", "Member must not be null");
        }
        if (value.isEmpty() || value.length() > most) {
            throw violated(
                    "Value '" + value + "' at '" + member + "'",
                    value.isEmpty()
                            ? "Member must have length greater than or equal to 1"
                            : "Member must have length less than or equal to " + most);
        }
        return value;
    }

    /** A text that matches a pattern as a whole. */
    static String matching(String member, @Nullable String value, int most, String pattern) {
        String given = text(member, value, most);
        if (!given.matches(pattern)) {
            throw violated(
                    "Value '" + given + "' at '" + member + "'",
                    "Member must satisfy regular expression pattern: " + pattern);
        }
        return given;
    }

    /** One of the values of an enumeration. */
    static String oneOf(String member, @Nullable String value, Collection<String> known) {
        if (value == null || !known.contains(value)) {
            throw violated(
                    "Value '" + value + "' at '" + member + "'",
                    "Member must satisfy enum value set: " + known);
        }
        return value;
    }

    /** A number within bounds; null stays null. */
    static @Nullable Integer range(String member, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw violated(
                    "Value '" + value + "' at '" + member + "'",
                    value < least
                            ? "Member must have value greater than or equal to " + least
                            : "Member must have value less than or equal to " + most);
        }
        return value;
    }

    /** A list of at most that many. */
    static <T> List<T> atMost(String member, List<T> values, int most) {
        if (values.size() > most) {
            throw violated(
                    "Value at '" + member + "'",
                    "Member must have length less than or equal to " + most);
        }
        return values;
    }

    /** A refusal of something that the local cloud does not do. */
    static void unsupported(String member, boolean given) {
        if (given) {
            throw new AwsFailure(
                    "UnsupportedOperation", "The local cloud does not support " + member + ".");
        }
    }

    /** A value, or what stands for it when it is not given. */
    static <T> T or(@Nullable T given, T standard) {
        return given == null ? standard : given;
    }
}
