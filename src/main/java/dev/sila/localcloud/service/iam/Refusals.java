package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.AwsFailure;

/** IAM's refusals by kind. */
final class Refusals {
    private Refusals() {}

    static AwsFailure noSuchEntity(String message) {
        return new AwsFailure("NoSuchEntity", message, 404);
    }

    static AwsFailure alreadyExists(String message) {
        return new AwsFailure("EntityAlreadyExists", message, 409);
    }

    static AwsFailure deleteConflict(String message) {
        return new AwsFailure("DeleteConflict", message, 409);
    }

    static AwsFailure limitExceeded(String message) {
        return new AwsFailure("LimitExceeded", message, 409);
    }

    static AwsFailure malformedPolicy(String message) {
        return new AwsFailure("MalformedPolicyDocument", message);
    }

    static AwsFailure invalidInput(String message) {
        return new AwsFailure("InvalidInput", message);
    }

    static AwsFailure invalid(String message) {
        return new AwsFailure("ValidationError", message);
    }

    /** A parameter breaks a constraint of the API's model. */
    static AwsFailure constraint(String member, String value, String constraint) {
        return invalid(
                "1 validation error detected: Value "
                        + value
                        + " at '"
                        + member
                        + "' failed to satisfy constraint: "
                        + constraint);
    }
}
