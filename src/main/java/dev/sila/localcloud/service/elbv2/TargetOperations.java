package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.Names.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Events.InstanceStateChanged;
import dev.sila.localcloud.service.elbv2.TargetInstances.TargetInstance;
import dev.sila.localcloud.traffic.Health;
import dev.sila.localcloud.traffic.TargetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Registering and deregistering targets, and their health. */
public final class TargetOperations {
    private final Elb elb;

    TargetOperations(Elb elb) {
        this.elb = elb;
        elb.foundation.events().subscribe(InstanceStateChanged.class, this::follow);
    }

    /** A terminated instance leaves all groups by itself. */
    private void follow(InstanceStateChanged change) {
        for (TargetGroupEntry group : elb.groups.values()) {
            group.pool.refresh(change.instanceId());
            if (change.state().equals("terminated")) {
                keysOf(group, change.instanceId()).forEach(group.pool::deregister);
            }
        }
    }

    static List<TargetKey> keysOf(TargetGroupEntry group, String id) {
        return group.pool.health().keySet().stream().filter(key -> key.id().equals(id)).toList();
    }

    public RegisterTargetsResponse registerTargets(RegisterTargetsRequest request) {
        TargetGroupEntry group = elb.group(request.targetGroupArn());
        someTargets(request.targets());
        request.targets().forEach(target -> check(group, target));
        request.targets().forEach(target -> group.pool.register(key(group, target)));
        return RegisterTargetsResponse.builder().build();
    }

    private static void someTargets(List<TargetDescription> targets) {
        if (targets.isEmpty()) {
            throw invalid("At least one target must be specified");
        }
    }

    private void check(TargetGroupEntry group, TargetDescription target) {
        if (target.port() != null && (target.port() < 1 || target.port() > 65_535)) {
            throw invalid("Target port '" + target.port() + "' must be in the range 1-65535");
        }
        if (group.model.targetType() == TargetTypeEnum.IP) {
            checkAddress(target.id());
            return;
        }
        TargetInstance instance =
                elb.instances
                        .instance(target.id())
                        .orElseThrow(() ->
                                new AwsFailure(
                                        "InvalidTarget",
                                        "The following targets are not valid instances: '"
                                                + target.id()
                                                + "'"));
        if (!instance.vpcId().equals(group.model.vpcId())) {
            throw new AwsFailure(
                    "InvalidTarget",
                    "The following targets are not in the target group VPC '"
                            + group.model.vpcId()
                            + "': '"
                            + target.id()
                            + "'");
        }
        if (!instance.state().equals("running")) {
            throw new AwsFailure(
                    "InvalidTarget",
                    "The following targets are not in a running state and cannot be registered: '"
                            + target.id()
                            + "'");
        }
    }

    private static void checkAddress(String id) {
        if (!id.matches("(\\d{1,3}\\.){3}\\d{1,3}")) {
            throw invalid("The IP address '" + id + "' is not a valid IPv4 address");
        }
    }

    private static TargetKey key(TargetGroupEntry group, TargetDescription target) {
        return new TargetKey(
                target.id(), target.port() == null ? group.model.port() : target.port());
    }

    /** Without a port, all registrations of the target go. */
    public DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
        TargetGroupEntry group = elb.group(request.targetGroupArn());
        someTargets(request.targets());
        for (TargetDescription target : request.targets()) {
            keysOf(group, target.id()).stream()
                    .filter(key -> target.port() == null || target.port() == key.port())
                    .forEach(group.pool::deregister);
        }
        return DeregisterTargetsResponse.builder().build();
    }

    public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
        TargetGroupEntry group = elb.group(request.targetGroupArn());
        Map<TargetKey, Health> known = group.pool.health();
        List<TargetKey> asked =
                request.targets().isEmpty()
                        ? List.copyOf(known.keySet())
                        : request.targets().stream().map(each -> key(group, each)).toList();
        List<TargetHealthDescription> all = new ArrayList<>();
        for (TargetKey key : asked) {
            all.add(describe(group, key, known.getOrDefault(key, Health.NOT_REGISTERED)));
        }
        return DescribeTargetHealthResponse.builder().targetHealthDescriptions(all).build();
    }

    private static TargetHealthDescription describe(
            TargetGroupEntry group, TargetKey key, Health health) {
        String port = group.model.healthCheckPort();
        return TargetHealthDescription.builder()
                .target(TargetDescription.builder().id(key.id()).port(key.port()).build())
                .healthCheckPort(port.equals("traffic-port") ? String.valueOf(key.port()) : port)
                .targetHealth(
                        TargetHealth.builder()
                                .state(health.state())
                                .reason(health.reason())
                                .description(health.description())
                                .build())
                .build();
    }
}
