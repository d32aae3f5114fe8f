package dev.sila.localcloud.service.acm;

import dev.sila.localcloud.AwsFailure;

/** ACM's refusals. Source: ACM API reference, each action's errors. */
final class Refusals {
    private Refusals() {}

    static AwsFailure parameter(String message) {
        return new AwsFailure("InvalidParameterException", message);
    }

    static AwsFailure invalid(String message) {
        return new AwsFailure("ValidationException", message);
    }

    static AwsFailure notFound(String arn) {
        return new AwsFailure(
                "ResourceNotFoundException", "Could not find certificate " + arn + ".");
    }

    static AwsFailure limit(String message) {
        return new AwsFailure("LimitExceededException", message);
    }

    /** Refuses what the local cloud does not support. */
    static void unsupported(boolean given, String what) {
        if (given) {
            throw parameter("The local cloud does not support " + what);
        }
    }
}
