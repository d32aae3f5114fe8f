package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.traffic.HealthCheck;
import dev.sila.localcloud.traffic.StatusMatcher;
import dev.sila.localcloud.traffic.Stickiness;
import dev.sila.localcloud.traffic.TargetPool;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** A target group and its living side. */
final class TargetGroupEntry {
    final String arn;
    final TargetPool pool;
    final Map<String, String> attributes = new TreeMap<>(Attributes.TARGET_GROUP_DEFAULTS);

    /** Without its load balancers, which follow from the listeners. */
    TargetGroup model;

    TargetGroupEntry(TargetGroup model, TargetPool pool) {
        this.arn = model.targetGroupArn();
        this.model = model;
        this.pool = pool;
    }

    static HealthCheck check(TargetGroup model) {
        return new HealthCheck(
                model.healthCheckEnabled(),
                model.healthCheckProtocolAsString(),
                model.healthCheckPort(),
                model.healthCheckPath(),
                Duration.ofSeconds(model.healthCheckIntervalSeconds()),
                Duration.ofSeconds(model.healthCheckTimeoutSeconds()),
                model.healthyThresholdCount(),
                model.unhealthyThresholdCount(),
                model.matcher() == null ? null : new StatusMatcher(model.matcher().httpCode()));
    }

    /** Lets the living side follow the attributes. */
    void applyAttributes() {
        pool.deregistrationDelay(seconds("deregistration_delay.timeout_seconds"));
        pool.stickiness(
                new Stickiness(
                        Boolean.parseBoolean(attributes.get("stickiness.enabled")),
                        seconds("stickiness.lb_cookie.duration_seconds")));
    }

    private Duration seconds(String key) {
        return Duration.ofSeconds(Long.parseLong(attributes.getOrDefault(key, "0")));
    }
}
