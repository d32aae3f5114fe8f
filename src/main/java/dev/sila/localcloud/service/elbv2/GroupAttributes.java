package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.AttributeTable.conflict;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The attributes of target groups (API reference, TargetGroupAttribute). */
final class GroupAttributes {
    private static final int WEEK = 604_800;
    private static final Set<String> DATAGRAMS = Set.of("UDP", "TCP_UDP");

    private GroupAttributes() {}

    static AttributeTable of(TargetGroup group) {
        String minimum = "minimum_healthy_targets";
        AttributeTable table =
                new AttributeTable("Target group")
                        .range("deregistration_delay.timeout_seconds", 300, 0, 3600)
                        .flag("stickiness.enabled", false)
                        .oneOf(
                                "load_balancing.cross_zone.enabled",
                                "use_load_balancer_configuration",
                                "true",
                                "false",
                                "use_load_balancer_configuration")
                        .rangeOr(
                                "target_group_health.dns_failover." + minimum + ".count",
                                "off",
                                "1",
                                1000)
                        .rangeOr(
                                "target_group_health.dns_failover." + minimum + ".percentage",
                                "off",
                                "off",
                                100)
                        .range(
                                "target_group_health.unhealthy_state_routing." + minimum + ".count",
                                1,
                                1,
                                1000)
                        .rangeOr(
                                "target_group_health.unhealthy_state_routing."
                                        + minimum
                                        + ".percentage",
                                "off",
                                "off",
                                100);
        return TargetGroupRules.web(group) ? web(table) : network(table, group);
    }

    private static AttributeTable web(AttributeTable table) {
        return table.oneOf("load_balancing.algorithm.anomaly_mitigation", "off", "on", "off")
                .oneOf(
                        "load_balancing.algorithm.type",
                        "round_robin",
                        "round_robin",
                        "least_outstanding_requests",
                        "weighted_random")
                .zeroOr("slow_start.duration_seconds", 30, 900)
                .text("stickiness.app_cookie.cookie_name", "")
                .range("stickiness.app_cookie.duration_seconds", 86_400, 1, WEEK)
                .range("stickiness.lb_cookie.duration_seconds", 86_400, 1, WEEK)
                .oneOf("stickiness.type", "lb_cookie", "lb_cookie", "app_cookie");
    }

    private static AttributeTable network(AttributeTable table, TargetGroup group) {
        boolean datagrams = DATAGRAMS.contains(group.protocolAsString());
        boolean preserve = datagrams || group.targetType() == TargetTypeEnum.INSTANCE;
        return table.flag("deregistration_delay.connection_termination.enabled", datagrams)
                .flag("preserve_client_ip.enabled", preserve)
                .flag("proxy_protocol_v2.enabled", false)
                .flag("target_health_state.unhealthy.connection_termination.enabled", !datagrams)
                .range("target_health_state.unhealthy.draining_interval_seconds", 0, 0, 360_000)
                .oneOf("stickiness.type", "source_ip", "source_ip");
    }

    /** Refuses attributes that do not go together. */
    static void check(TargetGroup group, Map<String, String> after) {
        String algorithm = after.getOrDefault("load_balancing.algorithm.type", "round_robin");
        if (!algorithm.equals("round_robin")
                && !"0".equals(after.get("slow_start.duration_seconds"))) {
            throw conflict(
                    "Slow start cannot be enabled for a target group whose algorithm is '"
                            + algorithm
                            + "'");
        }
        if ("on".equals(after.get("load_balancing.algorithm.anomaly_mitigation"))
                && !algorithm.equals("weighted_random")) {
            throw conflict("Anomaly mitigation needs the algorithm 'weighted_random'");
        }
        String cookie = after.getOrDefault("stickiness.app_cookie.cookie_name", "");
        if (cookie.matches("AWSALB.*")) {
            throw conflict(
                    "The application cookie name cannot begin with AWSALB, AWSALBAPP or AWSALBTG");
        }
        if ("app_cookie".equals(after.get("stickiness.type")) && cookie.isEmpty()) {
            throw conflict("Stickiness of the type 'app_cookie' needs a cookie name");
        }
        network(group, after);
    }

    private static void network(TargetGroup group, Map<String, String> after) {
        if (DATAGRAMS.contains(group.protocolAsString())
                && "false".equals(after.get("preserve_client_ip.enabled"))) {
            throw conflict("Client IP preservation cannot be disabled for UDP and TCP_UDP");
        }
        if (DATAGRAMS.contains(group.protocolAsString())
                && "true"
                        .equals(
                                after.get(
                                        "target_health_state.unhealthy.connection_termination.enabled"))) {
            throw conflict("Connection termination cannot be enabled for UDP and TCP_UDP");
        }
        if ("TLS".equals(group.protocolAsString())
                && "true".equals(after.get("stickiness.enabled"))) {
            throw conflict(
                    "Stickiness type 'source_ip' is not supported for target groups with the TLS"
                            + " protocol");
        }
    }
}
