package dev.sila.localcloud.service.policy;

/**
 * Who sends a request, as the {@code Principal} of a policy names it.
 *
 * @param type the key in the element: {@code AWS}, {@code Service} or {@code Federated}
 * @param name the ARN of a user or a session, a service such as {@code ec2.amazonaws.com}, or a
 *     provider
 * @param role the ARN of the session's role, empty for anything else
 * @param account of twelve digits, empty for a service
 */
public record Principal(String type, String name, String role, String account) {
    /** A user or the account's root. */
    public static Principal user(String arn, String account) {
        return new Principal("AWS", arn, "", account);
    }

    /** A session of a role. */
    public static Principal session(String arn, String role, String account) {
        return new Principal("AWS", arn, role, account);
    }

    /** A service of AWS. */
    public static Principal service(String name) {
        return new Principal("Service", name, "", "");
    }

    /** Somebody whom an identity provider vouches for. */
    public static Principal federated(String provider, String account) {
        return new Principal("Federated", provider, "", account);
    }

    /** Nobody in particular: a request without a signature. */
    public static Principal anonymous() {
        return new Principal("", "", "", "");
    }
}
