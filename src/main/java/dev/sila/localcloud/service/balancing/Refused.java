package dev.sila.localcloud.service.balancing;

import dev.sila.localcloud.AwsFailure;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/** Refusals that all load balancers word alike. */
public final class Refused {
    private Refused() {}

    /** AWS's answer to values that no state of things makes right. */
    public static AwsFailure invalid(String message) {
        return new AwsFailure("ValidationError", message);
    }

    /**
     * Refuses a request without a member that AWS's model requires.
     *
     * @param empty names of lists that may be empty, which on the wire is how they are absent
     */
    public static void incomplete(SdkPojo request, String... empty) {
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            boolean required =
                    RequiredMembers.of(request).contains(field.memberName())
                            && !List.of(empty).contains(field.memberName());
            if (required && absent(value)) {
                throw invalid(
                        "1 validation error detected: Value null at '"
                                + Character.toLowerCase(field.memberName().charAt(0))
                                + field.memberName().substring(1)
                                + "' failed to satisfy constraint: Member must not be null");
            }
            inside(value);
        }
    }

    private static void inside(@Nullable Object value) {
        if (value instanceof SdkPojo pojo) {
            incomplete(pojo);
        } else if (value instanceof Collection<?> many) {
            many.forEach(Refused::inside);
        }
    }

    private static boolean absent(@Nullable Object value) {
        return value == null || value instanceof SdkAutoConstructList<?>;
    }

    /** Refuses a number outside its bounds. */
    public static void outside(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw invalid(what + " '" + value + "' must be in the range " + least + "-" + most);
        }
    }

    /** Refuses a value that its enumeration does not have. */
    public static void unknown(String member, @Nullable String value, Collection<String> known) {
        if (value != null && !known.contains(value)) {
            throw invalid(
                    "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must satisfy enum value set: %s"
                            .formatted(value, member, known));
        }
    }

    /** Refuses what AWS has and the local cloud has not. */
    public static void notYet(boolean given, String what) {
        if (given) {
            throw invalid("The local cloud does not have " + what + " yet");
        }
    }
}
