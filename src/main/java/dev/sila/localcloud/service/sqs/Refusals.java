package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.AwsFailure;
import org.jspecify.annotations.Nullable;

/**
 * SQS's refusals. It speaks JSON, but its errors keep the codes of the query protocol: the model's
 * trait {@code awsQueryError}.
 */
final class Refusals {
    private Refusals() {}

    static <T> T required(String member, @Nullable T value) {
        if (value == null || value.toString().isEmpty()) {
            throw new AwsFailure(
                    "MissingParameter", "The request must contain the parameter " + member + ".");
        }
        return value;
    }

    static AwsFailure noQueue() {
        return prefixed(
                "NonExistentQueue", "QueueDoesNotExist", "The specified queue does not exist.");
    }

    static AwsFailure invalid(String value, String parameter, String reason) {
        return new AwsFailure(
                "InvalidParameterValue",
                "Value %s for parameter %s is invalid. Reason: %s."
                        .formatted(value, parameter, reason));
    }

    static AwsFailure invalidAttribute(String name) {
        return new AwsFailure(
                "InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
    }

    static AwsFailure unknownAttribute(String name) {
        return new AwsFailure("InvalidAttributeName", "Unknown Attribute " + name + ".");
    }

    static AwsFailure invalidReceipt(String handle) {
        return new AwsFailure(
                "ReceiptHandleIsInvalid",
                "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }

    /** A refusal whose code is the exception's name behind a prefix. */
    static AwsFailure prefixed(String shape, String message) {
        return prefixed(shape, shape, message);
    }

    private static AwsFailure prefixed(String code, String shape, String message) {
        return new AwsFailure("AWS.SimpleQueueService." + code, shape, message, 400);
    }

    static int range(String member, @Nullable Integer value, int otherwise, int least, int most) {
        if (value == null) {
            return otherwise;
        }
        if (value < least || value > most) {
            throw invalid(
                    value.toString(),
                    member,
                    "Must be between %d and %d, if provided".formatted(least, most));
        }
        return value;
    }
}
