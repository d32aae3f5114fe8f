package dev.sila.localcloud.refusal;

import dev.sila.localcloud.BalancingGround;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** What Elastic Load Balancing v2 refuses of target groups and targets. */
final class TargetGroupRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_";
    private static final String CREATE = API + "CreateTargetGroup.html";
    private static final String ATTRIBUTES = API + "TargetGroupAttribute.html";
    private static final String REGISTER = API + "RegisterTargets.html";

    @Override
    public String service() {
        return "Elastic Load Balancing v2";
    }

    private static Refusal rule(
            String rule, String source, String code, Consumer<BalancingGround> attempt) {
        return new Refusal(rule, source, code, rig -> attempt.accept(new BalancingGround(rig)));
    }

    private static Refusal group(
            String rule, String code, Consumer<CreateTargetGroupRequest.Builder> change) {
        return rule(rule, CREATE, code, g -> g.group("g", change));
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(firstGroups());
        all.addAll(secondGroups());
        all.addAll(firstChecks());
        all.addAll(secondChecks());
        all.addAll(firstAttributes());
        all.addAll(secondAttributes());
        all.addAll(firstTargets());
        all.addAll(secondTargets());
        all.addAll(thirdTargets());
        return all;
    }

    private static List<Refusal> firstGroups() {
        String invalid = "ValidationError";
        return List.of(
                group("A target group needs a name", invalid, r -> r.name(null)),
                group("A name has at most 32 characters", invalid, r -> r.name("a".repeat(33))),
                group("A name has no edge hyphen", invalid, r -> r.name("a-")),
                group("A target group needs a protocol", invalid, r -> r.protocol((String) null)),
                group("A protocol is AWS's", invalid, r -> r.protocol("SPDY")),
                group("A target group needs a port", invalid, r -> r.port(null)),
                group("A port is at least 1", invalid, r -> r.port(0)),
                group("A target group needs a VPC", invalid, r -> r.vpcId(null)),
                group(
                        "A target group's VPC exists",
                        invalid,
                        r -> r.vpcId("vpc-0123456789abcdef0")),
                group("A target type is AWS's", invalid, r -> r.targetType("host")),
                group("Lambda targets are not there yet", invalid, r -> r.targetType("lambda")),
                group(
                        "Balancers as targets are not there yet",
                        invalid,
                        r -> r.targetType("alb").protocol("TCP").healthCheckPath(null)),
                group("gRPC is not there yet", invalid, r -> r.protocolVersion("GRPC")),
                rule(
                        "A name is given once with other settings",
                        CREATE,
                        "DuplicateTargetGroupName",
                        g -> {
                            g.group("g");
                            g.group("g", r -> r.port(81));
                        }));
    }

    private static List<Refusal> secondGroups() {
        return List.of(
                rule(
                        "The number of target groups is limited",
                        CREATE,
                        "TooManyTargetGroups",
                        g -> {
                            SecondBalancerRefusals.grant(g, "L-B22855CB", 0);
                            g.group("g");
                        }),
                rule(
                        "A target group is there",
                        API + "DescribeTargetGroups.html",
                        "TargetGroupNotFound",
                        g -> g.second().describeTargetGroups(r -> r.names("no"))));
    }

    private static List<Refusal> firstChecks() {
        String invalid = "ValidationError";
        return List.of(
                group("Checks cannot be switched off", invalid, r -> r.healthCheckEnabled(false)),
                group(
                        "HTTP is not checked by TCP",
                        invalid,
                        r -> r.healthCheckProtocol("TCP").healthCheckPath(null)),
                group(
                        "A check's protocol is not UDP",
                        invalid,
                        r -> r.protocol("UDP").healthCheckProtocol("UDP").healthCheckPath(null)),
                group(
                        "A check by TCP has no path",
                        "InvalidConfigurationRequest",
                        r -> r.protocol("TCP")),
                group(
                        "A check by TCP has no matcher",
                        "InvalidConfigurationRequest",
                        r ->
                                r.protocol("TCP")
                                        .healthCheckPath(null)
                                        .matcher(m -> m.httpCode("200"))),
                group("A check's port is a port", invalid, r -> r.healthCheckPort("no")),
                group(
                        "A check's interval is at least 5",
                        invalid,
                        r -> r.healthCheckIntervalSeconds(4)),
                group(
                        "A check's interval is at most 300",
                        invalid,
                        r -> r.healthCheckIntervalSeconds(301)),
                group(
                        "A check's timeout is at least 2",
                        invalid,
                        r -> r.healthCheckTimeoutSeconds(1)));
    }

    private static List<Refusal> secondChecks() {
        String invalid = "ValidationError";
        return List.of(
                group(
                        "A check's timeout is less than its interval",
                        invalid,
                        r -> r.healthCheckIntervalSeconds(5).healthCheckTimeoutSeconds(5)),
                group("A threshold is at least 2", invalid, r -> r.healthyThresholdCount(1)),
                group("A threshold is at most 10", invalid, r -> r.unhealthyThresholdCount(11)),
                group(
                        "A check's path begins with a slash",
                        invalid,
                        r -> r.healthCheckPath("health")),
                group(
                        "A matcher is within 200 and 499",
                        invalid,
                        r -> r.matcher(m -> m.httpCode("200-500"))),
                group(
                        "A matcher is a list of statuses",
                        invalid,
                        r -> r.matcher(m -> m.httpCode("2xx"))),
                rule(
                        "A changed check is checked too",
                        API + "ModifyTargetGroup.html",
                        invalid,
                        g ->
                                g.second()
                                        .modifyTargetGroup(r ->
                                                r.targetGroupArn(g.group("g"))
                                                        .healthCheckIntervalSeconds(1))));
    }

    private static Refusal attribute(String rule, boolean tcp, String... pairs) {
        return rule(
                rule,
                ATTRIBUTES,
                "InvalidConfigurationRequest",
                g -> {
                    String arn = tcp ? g.tcpGroup("g") : g.group("g");
                    List<TargetGroupAttribute> all = new ArrayList<>();
                    for (int index = 0; index < pairs.length; index += 2) {
                        all.add(
                                TargetGroupAttribute.builder()
                                        .key(pairs[index])
                                        .value(pairs[index + 1])
                                        .build());
                    }
                    g.second()
                            .modifyTargetGroupAttributes(
                                    r -> r.targetGroupArn(arn).attributes(all));
                });
    }

    private static List<Refusal> firstAttributes() {
        return List.of(
                attribute("An attribute is known", false, "no.such.key", "1"),
                attribute(
                        "A deregistration delay is at most 3600",
                        false,
                        "deregistration_delay.timeout_seconds",
                        "3601"),
                attribute(
                        "Slow start takes 30 seconds at least",
                        false,
                        "slow_start.duration_seconds",
                        "29"),
                attribute(
                        "Slow start takes 900 seconds at most",
                        false,
                        "slow_start.duration_seconds",
                        "901"),
                attribute(
                        "Slow start goes with round robin only",
                        false,
                        "slow_start.duration_seconds",
                        "30",
                        "load_balancing.algorithm.type",
                        "least_outstanding_requests"),
                attribute(
                        "Anomaly mitigation goes with weighted random",
                        false,
                        "load_balancing.algorithm.anomaly_mitigation",
                        "on"),
                attribute(
                        "An algorithm is known", false, "load_balancing.algorithm.type", "random"));
    }

    private static List<Refusal> secondAttributes() {
        return List.of(
                attribute(
                        "A cookie lives 7 days at most",
                        false,
                        "stickiness.lb_cookie.duration_seconds",
                        "604801"),
                attribute(
                        "A cookie of the application has a name",
                        false,
                        "stickiness.type",
                        "app_cookie"),
                attribute(
                        "A cookie name is not the balancer's",
                        false,
                        "stickiness.app_cookie.cookie_name",
                        "AWSALBAPP"),
                attribute("HTTP is not sticky by address", false, "stickiness.type", "source_ip"),
                attribute("TCP is not sticky by cookie", true, "stickiness.type", "lb_cookie"),
                attribute("TCP has no slow start", true, "slow_start.duration_seconds", "30"),
                attribute("HTTP has no proxy protocol", false, "proxy_protocol_v2.enabled", "true"),
                attribute(
                        "A key comes once",
                        false,
                        "stickiness.enabled",
                        "true",
                        "stickiness.enabled",
                        "false"));
    }

    private static void register(
            BalancingGround ground, String group, String id, @Nullable Integer port) {
        ground.second()
                .registerTargets(r ->
                        r.targetGroupArn(group)
                                .targets(TargetDescription.builder().id(id).port(port).build()));
    }

    private static List<Refusal> firstTargets() {
        return List.of(
                rule(
                        "An instance exists",
                        REGISTER,
                        "InvalidTarget",
                        g -> register(g, g.group("g"), "i-0123456789abcdef0", null)),
                rule(
                        "An instance runs",
                        REGISTER,
                        "InvalidTarget",
                        g -> {
                            String id = g.instance(0);
                            g.rig().ec2().terminateInstances(r -> r.instanceIds(id));
                            register(g, g.group("g"), id, null);
                        }),
                rule(
                        "An instance is in the group's VPC",
                        REGISTER,
                        "InvalidTarget",
                        g -> register(g, g.group("g"), g.instance(g.lonelySubnet(0)), null)),
                rule(
                        "A target's port is a port",
                        REGISTER,
                        "ValidationError",
                        g -> register(g, g.group("g"), g.instance(0), 65_536)));
    }

    private static List<Refusal> secondTargets() {
        return List.of(
                rule(
                        "A target by address has an address",
                        REGISTER,
                        "ValidationError",
                        g ->
                                register(
                                        g,
                                        g.group("g", r -> r.targetType("ip")),
                                        "10.0.0.256",
                                        null)),
                rule(
                        "A target by address is not public",
                        REGISTER,
                        "ValidationError",
                        g -> register(g, g.group("g", r -> r.targetType("ip")), "8.8.8.8", null)),
                rule(
                        "Some target is named",
                        REGISTER,
                        "ValidationError",
                        g -> g.second().registerTargets(r -> r.targetGroupArn(g.group("g")))),
                rule(
                        "The number of targets is limited",
                        REGISTER,
                        "TooManyTargets",
                        g -> {
                            SecondBalancerRefusals.grant(g, "L-A0D0B863", 0);
                            register(g, g.group("g"), g.instance(0), null);
                        }));
    }

    private static List<Refusal> thirdTargets() {
        return List.of(
                rule(
                        "The group of a target exists",
                        REGISTER,
                        "TargetGroupNotFound",
                        g -> {
                            String group = g.group("g");
                            g.second().deleteTargetGroup(r -> r.targetGroupArn(group));
                            register(g, group, g.instance(0), null);
                        }),
                rule(
                        "The health of a group that exists is described",
                        API + "DescribeTargetHealth.html",
                        "ValidationError",
                        g -> g.second().describeTargetHealth(r -> r.targetGroupArn("g"))));
    }
}
