package dev.sila.localcloud.service.sts;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.policy.Subject;
import org.jspecify.annotations.Nullable;

/** STS's refusals by kind. */
final class Refusals {
    private Refusals() {}

    static AwsFailure invalidToken() {
        return new AwsFailure(
                "InvalidClientTokenId",
                "The security token included in the request is invalid.",
                403);
    }

    static AwsFailure expired() {
        return new AwsFailure(
                "ExpiredToken", "The security token included in the request is expired", 403);
    }

    static AwsFailure invalid(String message) {
        return new AwsFailure("ValidationError", message);
    }

    static AwsFailure accessDenied(String message) {
        return new AwsFailure("AccessDenied", message, 403);
    }

    static AwsFailure notAuthorized(Subject subject, String action, String resource) {
        return accessDenied(
                "User: "
                        + subject.arn()
                        + " is not authorized to perform: "
                        + action
                        + " on resource: "
                        + resource);
    }

    /** A parameter breaks a constraint of the API's model. */
    static AwsFailure constraint(@Nullable String value, String member, String constraint) {
        return invalid(
                "1 validation error detected: Value "
                        + (value == null ? "null" : "'" + value + "'")
                        + " at '"
                        + member
                        + "' failed to satisfy constraint: "
                        + constraint);
    }
}
