package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Refusals that many operations share, in EC2's words. */
final class Refusals {
    private Refusals() {}

    static AwsFailure missing(String parameter) {
        return new AwsFailure(
                "MissingParameter", "The request must contain the parameter " + parameter);
    }

    static AwsFailure invalid(String message) {
        return new AwsFailure("InvalidParameterValue", message);
    }

    static AwsFailure invalid(String parameter, @Nullable Object value, String why) {
        return invalid("Value (" + value + ") for parameter " + parameter + " is invalid. " + why);
    }

    static AwsFailure combination(String message) {
        return new AwsFailure("InvalidParameterCombination", message);
    }

    static AwsFailure dependency(String type, String id) {
        return new AwsFailure(
                "DependencyViolation",
                "The %s '%s' has dependencies and cannot be deleted.".formatted(type, id));
    }

    /** The value, or a refusal that it is missing. */
    static String required(@Nullable String value, String parameter) {
        if (value == null || value.isEmpty()) {
            throw missing(parameter);
        }
        return value;
    }

    /**
     * Ends a dry run. Called when everything is checked and before anything is changed.
     *
     * @throws AwsFailure {@code DryRunOperation} with status 412 if the request is a dry run
     */
    static void endDryRun(@Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw new AwsFailure(
                    "DryRunOperation",
                    "Request would have succeeded, but DryRun flag is set.",
                    412);
        }
    }

    /**
     * Refuses members that the local cloud would otherwise ignore.
     *
     * @param supported the members' names as the API writes them
     */
    static void supportedOnly(SdkPojo request, Set<String> supported) {
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            String member = field.memberName();
            if (Reshape.isSet(value)
                    && !supported.contains(member)
                    && !Boolean.FALSE.equals(value)) {
                throw new AwsFailure(
                        "UnsupportedOperation",
                        "The local cloud does not support the parameter %s of %s."
                                .formatted(member, request.getClass().getSimpleName()));
            }
        }
    }
}
