package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.AwsFailure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SNS's refusals. Source: SNS API reference, "Common Error Types" and each action's errors. */
final class Refusals {
    private Refusals() {}

    static <T> T required(String member, @Nullable T value) {
        if (value == null) {
            String small = member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
            throw new AwsFailure(
                    "ValidationError",
                    "1 validation error detected: Value null at '"
                            + small
                            + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    static AwsFailure invalid(String what) {
        return new AwsFailure("InvalidParameter", "Invalid parameter: " + what);
    }

    static AwsFailure invalidValue(String message) {
        return new AwsFailure("ParameterValueInvalid", message);
    }

    static AwsFailure notFound(String what) {
        return new AwsFailure("NotFound", what + " does not exist", 404);
    }

    /** An ARN of SNS, by its form. */
    static String arn(String member, @Nullable String given) {
        String arn = required(member, given);
        int elements = arn.split(":", -1).length;
        if (elements < 6) {
            throw invalid(
                    member + " Reason: An ARN must have at least 6 elements, not " + elements);
        }
        if (!arn.startsWith("arn:aws:sns:")) {
            throw invalid(member + " Reason: no ARN of SNS: " + arn);
        }
        return arn;
    }
}
