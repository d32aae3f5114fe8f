package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import org.jspecify.annotations.Nullable;

/** S3's refusals. Source: S3 API reference, "Error responses". */
final class Refusals {
    private Refusals() {}

    static AwsFailure noSuchBucket(String bucket) {
        return new AwsFailure("NoSuchBucket", "The specified bucket does not exist", 404)
                .detail("BucketName", bucket);
    }

    static AwsFailure noSuchKey(String key) {
        return new AwsFailure("NoSuchKey", "The specified key does not exist.", 404)
                .detail("Key", key);
    }

    static AwsFailure accessDenied() {
        return new AwsFailure("AccessDenied", "Access Denied", 403);
    }

    static AwsFailure invalidArgument(String message, String name, @Nullable Object value) {
        return new AwsFailure("InvalidArgument", message)
                .detail("ArgumentName", name)
                .detail("ArgumentValue", String.valueOf(value));
    }

    static AwsFailure invalidArgument(String message) {
        return new AwsFailure("InvalidArgument", message);
    }

    static AwsFailure invalidRequest(String message) {
        return new AwsFailure("InvalidRequest", message);
    }

    static AwsFailure malformedXml() {
        return new AwsFailure(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our"
                        + " published schema");
    }

    static AwsFailure preconditionFailed(String condition) {
        return new AwsFailure(
                        "PreconditionFailed",
                        "At least one of the pre-conditions you specified did not hold",
                        412)
                .detail("Condition", condition);
    }

    /** What S3 has and this part of the local cloud has not. */
    static AwsFailure notImplemented(String header) {
        return new AwsFailure(
                        "NotImplemented",
                        "A header you provided implies functionality that is not implemented",
                        501)
                .detail("Header", header);
    }
}
