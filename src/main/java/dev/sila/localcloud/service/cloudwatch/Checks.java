package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What CloudWatch demands of parameters, and its refusals. Source: the CloudWatch API reference.
 */
final class Checks {
    private Checks() {}

    static <T> T required(String member, @Nullable T value) {
        if (value == null) {
            throw new AwsFailure("MissingParameter", "The parameter " + member + " is required.");
        }
        return value;
    }

    static String length(String member, String value, int shortest, int longest) {
        if (value.length() < shortest || value.length() > longest) {
            throw validation(
                    "Value '%s' at '%s' failed to satisfy constraint: Member must have length"
                                    .formatted(value, member)
                            + (value.length() < shortest
                                    ? " greater than or equal to " + shortest
                                    : " less than or equal to " + longest));
        }
        return value;
    }

    /** A value of an enumeration; null stays null. */
    static void oneOf(String member, @Nullable String value, List<?> known) {
        if (value != null && known.stream().noneMatch(each -> each.toString().equals(value))) {
            throw validation(
                    "Value '%s' at '%s' failed to satisfy constraint: Member must satisfy enum value"
                                    .formatted(value, member)
                            + " set: "
                            + known);
        }
    }

    /** A number in a range, or a default if there is none. */
    static int range(
            String member, @Nullable Integer value, int otherwise, int lowest, int highest) {
        if (value == null) {
            return otherwise;
        }
        if (value < lowest || value > highest) {
            throw validation(
                    "Value '%d' at '%s' failed to satisfy constraint: Member must have value"
                                    .formatted(value, member)
                            + (value < lowest
                                    ? " greater than or equal to " + lowest
                                    : " less than or equal to " + highest));
        }
        return value;
    }

    static double finite(String member, double value) {
        if (!Double.isFinite(value)) {
            throw invalidValue("The value " + value + " for parameter " + member + " is invalid.");
        }
        return value;
    }

    static AwsFailure invalidValue(String message) {
        return new AwsFailure("InvalidParameterValue", message);
    }

    static AwsFailure invalidCombination(String message) {
        return new AwsFailure("InvalidParameterCombination", message);
    }

    static AwsFailure validation(String message) {
        return new AwsFailure("ValidationError", "1 validation error detected: " + message);
    }

    /** What is only on AWS: refused rather than left out. */
    static AwsFailure unsupported(String what) {
        return new AwsFailure("ValidationError", "The local cloud does not support " + what + ".");
    }

    /** One page of a list. */
    record Page<T>(List<T> items, @Nullable String nextToken) {
        /**
         * Cuts a page out of a list.
         *
         * @param key by which the list is sorted
         */
        static <T> Page<T> of(
                List<T> all, Function<T, String> key, @Nullable String token, int size) {
            String after = token == null ? "" : decode(token);
            List<T> rest =
                    all.stream().filter(each -> key.apply(each).compareTo(after) > 0).toList();
            if (rest.size() <= size) {
                return new Page<>(rest, null);
            }
            List<T> items = rest.subList(0, size);
            byte[] last = key.apply(items.getLast()).getBytes(StandardCharsets.UTF_8);
            return new Page<>(items, Base64.getEncoder().encodeToString(last));
        }

        private static String decode(String token) {
            try {
                return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException wrong) {
                throw new AwsFailure("InvalidNextToken", "The token " + token + " is invalid.");
            }
        }
    }
}
