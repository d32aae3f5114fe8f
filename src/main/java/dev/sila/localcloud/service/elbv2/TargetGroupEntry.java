package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.traffic.HealthCheck;
import dev.sila.localcloud.traffic.Spreading;
import dev.sila.localcloud.traffic.StatusMatcher;
import dev.sila.localcloud.traffic.Stickiness;
import dev.sila.localcloud.traffic.TargetPool;
import dev.sila.localcloud.traffic.Upstream;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** A target group and its living side. */
final class TargetGroupEntry {
    final String arn;
    final TargetPool pool;
    final AttributeTable table;
    Map<String, String> attributes;

    /** Without its load balancers, which follow from the listeners. */
    TargetGroup model;

    TargetGroupEntry(TargetGroup model, TargetPool pool) {
        this.arn = model.targetGroupArn();
        this.model = model;
        this.pool = pool;
        this.table = GroupAttributes.of(model);
        this.attributes = table.defaults();
        applyAttributes(true);
    }

    static HealthCheck check(TargetGroup model) {
        return new HealthCheck(
                model.healthCheckEnabled(),
                model.healthCheckProtocolAsString(),
                model.healthCheckPort(),
                model.healthCheckPath(),
                Duration.ofSeconds(model.healthCheckIntervalSeconds()),
                Duration.ofSeconds(model.healthCheckTimeoutSeconds()),
                1,
                model.healthyThresholdCount(),
                model.unhealthyThresholdCount(),
                model.matcher() == null ? null : new StatusMatcher(model.matcher().httpCode()));
    }

    /** Lets the living side follow the attributes, its own and the balancer's. */
    void applyAttributes(boolean balancerCrossZone) {
        pool.deregistrationDelay(seconds("deregistration_delay.timeout_seconds"));
        pool.stickiness(stickiness());
        String crossZone = value("load_balancing.cross_zone.enabled");
        pool.spreading(
                new Spreading(
                        crossZone.startsWith("use") ? balancerCrossZone : crossZone.equals("true"),
                        true,
                        algorithm(),
                        seconds("slow_start.duration_seconds")));
    }

    private Spreading.Algorithm algorithm() {
        return switch (value("load_balancing.algorithm.type")) {
            case "least_outstanding_requests" -> Spreading.Algorithm.LEAST_OUTSTANDING;
            case "weighted_random" -> Spreading.Algorithm.RANDOM;
            default -> Spreading.Algorithm.ROUND_ROBIN;
        };
    }

    private Stickiness stickiness() {
        if (!value("stickiness.enabled").equals("true")) {
            return Stickiness.OFF;
        }
        return switch (value("stickiness.type")) {
            case "app_cookie" ->
                    Stickiness.applicationCookie(
                            value("stickiness.app_cookie.cookie_name"),
                            seconds("stickiness.app_cookie.duration_seconds"));
            case "source_ip" -> Stickiness.SOURCE_ADDRESS;
            default -> Stickiness.balancerCookie(seconds("stickiness.lb_cookie.duration_seconds"));
        };
    }

    /** How its targets are spoken to. */
    Upstream upstream() {
        boolean encrypted = model.protocolAsString().matches("HTTPS|TLS");
        boolean proxy = value("proxy_protocol_v2.enabled").equals("true");
        return new Upstream(0, encrypted, proxy ? 2 : 0, null);
    }

    private String value(String key) {
        return attributes.getOrDefault(key, "");
    }

    private Duration seconds(String key) {
        return Duration.ofSeconds(Long.parseLong(attributes.getOrDefault(key, "0")));
    }
}
