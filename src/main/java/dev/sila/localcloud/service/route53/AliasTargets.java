package dev.sila.localcloud.service.route53;

/**
 * What alias records can point to besides records: names that other services own in hosted zones of
 * their own. Called under the local cloud's lock.
 */
public interface AliasTargets {
    /** Whether a hosted zone is another service's, such as {@code Z35SXDOTRQ7X7K} of balancers. */
    boolean isZone(String hostedZoneId);

    /**
     * Whether a service has given out that name.
     *
     * @param name in small letters, without a dot at its end
     */
    boolean exists(String hostedZoneId, String name);
}
