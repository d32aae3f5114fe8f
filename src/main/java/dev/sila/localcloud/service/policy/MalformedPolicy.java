package dev.sila.localcloud.service.policy;

/**
 * A document is no policy of its kind. The message is IAM's reason; each service wraps it in its
 * own error code: IAM and STS in {@code MalformedPolicyDocument}, S3 in {@code MalformedPolicy}.
 */
public final class MalformedPolicy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedPolicy(String reason) {
        super(reason);
    }

    /** AWS's reason. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
