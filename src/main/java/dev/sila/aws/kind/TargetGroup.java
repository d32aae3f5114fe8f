package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;

/**
 * A target group of instances behind an application load balancer.
 *
 * @param name {@code environment-hostclass}, at most 32 characters
 * @param protocol {@code HTTP} or {@code HTTPS}
 * @param port where instances answer, 1 to 65535; fixed for life
 * @param deregistrationDelaySeconds how long a leaving target drains, 0 to 3600
 * @param stickySeconds how long the balancer's cookie holds a client to a target; 0 for not at all
 */
public record TargetGroup(
        String name,
        Ref<Vpc> vpc,
        String protocol,
        int port,
        HealthCheck healthCheck,
        int deregistrationDelaySeconds,
        int stickySeconds,
        Tags tags)
        implements Spec {

    /**
     * How the balancer decides that a target is well.
     *
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
