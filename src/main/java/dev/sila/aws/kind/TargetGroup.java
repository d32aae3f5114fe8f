package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.Worded;

/**
 * A target group of instances behind an application or network load balancer.
 *
 * @param name {@code environment-hostclass}, at most 32 characters
 * @param protocol {@code HTTP} or {@code HTTPS}; behind a network load balancer {@code TCP} or
 *     {@code TLS}
 * @param port where instances answer, 1 to 65535; fixed for life
 * @param deregistrationDelaySeconds how long a leaving target drains, 0 to 3600
 * @param stickiness what holds a client to a target
 * @param crossZone whether a zone's share goes to the targets of all zones: {@code true}, {@code
 *     false}, or {@code use_load_balancer_configuration}, which for an application load balancer is
 *     true
 */
public record TargetGroup(
        String name,
        Ref<Vpc> vpc,
        String protocol,
        int port,
        HealthCheck healthCheck,
        int deregistrationDelaySeconds,
        Stickiness stickiness,
        String crossZone,
        Tags tags)
        implements Spec {

    /**
     * A cookie that holds clients to targets.
     *
     * @param cookie the application's, {@code ELB} for one that the balancer makes, empty for none
     * @param seconds how long it holds, 1 to 604800; 0 for none
     */
    public record Stickiness(String cookie, int seconds) implements Worded {
        /** The cookie that the balancer makes itself. */
        public static final String OWN_COOKIE = "ELB";

        public static final Stickiness NONE = new Stickiness("", 0);

        @Override
        public String inWords() {
            return cookie.isEmpty() ? "none" : "by cookie " + cookie + " for " + seconds + " s";
        }
    }

    /**
     * How the balancer decides that a target is well.
     *
     * @param protocol {@code HTTP}, {@code HTTPS} or {@code TCP}
     * @param path empty for TCP
     * @param intervalSeconds 5 to 300
     * @param timeoutSeconds 2 to 120, below the interval
     * @param healthyCount checks that must pass to return, 2 to 10
     * @param unhealthyCount checks that must fail to leave, 2 to 10
     */
    public record HealthCheck(
            String protocol,
            String path,
            int intervalSeconds,
            int timeoutSeconds,
            int healthyCount,
            int unhealthyCount) {}
}
