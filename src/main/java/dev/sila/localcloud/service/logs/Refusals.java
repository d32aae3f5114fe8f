package dev.sila.localcloud.service.logs;

import dev.sila.localcloud.AwsFailure;

/** The refusals of CloudWatch Logs. Source: its API reference, each action's errors. */
final class Refusals {
    private Refusals() {}

    static AwsFailure invalid(String message) {
        return new AwsFailure("InvalidParameterException", message);
    }

    static AwsFailure notFound(String what) {
        return new AwsFailure(
                "ResourceNotFoundException", "The specified " + what + " does not exist.");
    }

    static AwsFailure exists(String what) {
        return new AwsFailure(
                "ResourceAlreadyExistsException", "The specified " + what + " already exists");
    }

    static AwsFailure limit() {
        return new AwsFailure("LimitExceededException", "Resource limit exceeded.");
    }

    /** Refuses what the local cloud does not support. */
    static void unsupported(boolean given, String what) {
        if (given) {
            throw invalid("The local cloud does not support " + what);
        }
    }
}
