package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A classic load balancer. AWS knows it by the first 32 hexadecimal digits of its name's SHA-256,
 * as Asiaq named it, because names have at most 32 characters.
 *
 * @param name {@code environment-hostclass} without other signs than letters, digits and hyphens
 * @param scheme {@code internet-facing} or {@code internal}; fixed for life
 * @param subnets at least one, each in another zone
 * @param listeners at least one, each with another port
 * @param stickyCookie the application's cookie that holds clients to instances, {@code ELB} for one
 *     that the balancer makes, empty for none; on listeners that speak HTTP or HTTPS
 * @param idleTimeoutSeconds how long a connection may be silent, 1 to 4000
 * @param drainSeconds how long a leaving instance may finish its requests, up to 3600; 0 for not at
 *     all
 * @param crossZone whether it spreads over the instances of all zones alike
 */
public record ClassicLoadBalancer(
        String name,
        String scheme,
        Set<Ref<Subnet>> subnets,
        Set<Ref<SecurityGroup>> securityGroups,
        Set<Listener> listeners,
        HealthCheck healthCheck,
        String stickyCookie,
        int idleTimeoutSeconds,
        int drainSeconds,
        boolean crossZone,
        Tags tags)
        implements Spec {
    /** The {@link #stickyCookie} that the balancer makes itself. */
    public static final String OWN_COOKIE = "ELB";

    private static final int NAME_LENGTH = 32;

    /**
     * What is passed on to instances. Both protocols are of {@code HTTP} and {@code HTTPS}, or both
     * of {@code TCP} and {@code SSL}.
     *
     * @param port where clients connect
     * @param certificateArn for HTTPS and SSL; else null
     */
    public record Listener(
            int port,
            String protocol,
            int instancePort,
            String instanceProtocol,
            @Nullable String certificateArn) {
        /** Whether it can hold clients by cookies. */
        boolean http() {
            return protocol.startsWith("HTTP");
        }
    }

    /**
     * How the balancer decides that an instance is well.
     *
     * @param target {@code HTTP:port/path}, {@code HTTPS:port/path}, {@code TCP:port} or {@code
     *     SSL:port}
     * @param intervalSeconds 5 to 300
     * @param timeoutSeconds 2 to 60, below the interval
     * @param healthyCount checks that must pass to return, 2 to 10
     * @param unhealthyCount checks that must fail to leave, 2 to 10
     */
    public record HealthCheck(
            String target,
            int intervalSeconds,
            int timeoutSeconds,
            int healthyCount,
            int unhealthyCount) {}

    /**
     * The name that AWS knows one by: the first 32 hexadecimal digits of the SHA-256 of its name.
     * Source: Asiaq's {@code disco_elb.py}.
     */
    public static String realName(String name) {
        return Sha256.of(name).substring(0, NAME_LENGTH);
    }
}
