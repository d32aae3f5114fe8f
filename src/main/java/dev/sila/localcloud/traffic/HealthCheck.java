package dev.sila.localcloud.traffic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a target group checks its targets.
 *
 * @param enabled always, except for lambda targets
 * @param protocol {@code HTTP}, {@code HTTPS}, {@code TCP} or {@code SSL}
 * @param port {@code traffic-port} or a number
 * @param path what is requested; absent for TCP
 * @param firstThreshold passed checks in a row until a new target is healthy: 1, except for classic
 *     balancers
 * @param healthyThreshold passed checks in a row until an unhealthy target is healthy
 * @param unhealthyThreshold failed checks in a row until a target is unhealthy
 * @param matcher the statuses that pass; absent for TCP
 */
public record HealthCheck(
        boolean enabled,
        String protocol,
        String port,
        @Nullable String path,
        Duration interval,
        Duration timeout,
        int firstThreshold,
        int healthyThreshold,
        int unhealthyThreshold,
        @Nullable StatusMatcher matcher) {

    int portOf(TargetKey target) {
        return port.equals("traffic-port") ? target.port() : Integer.parseInt(port);
    }
}
