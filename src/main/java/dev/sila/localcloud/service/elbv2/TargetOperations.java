package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.notYet;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Events.InstanceStateChanged;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.TargetInstances.TargetInstance;
import dev.sila.localcloud.traffic.AddressRange;
import dev.sila.localcloud.traffic.Health;
import dev.sila.localcloud.traffic.TargetKey;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
    /** Where targets by address may be besides the VPC (API reference, CreateTargetGroup). */
    private static final List<AddressRange> PRIVATE =
            Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
                    .map(AddressRange::parse)
                    .flatMap(Optional::stream)
                    .toList();

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
        incomplete(request);
        TargetGroupEntry group = elb.group(request.targetGroupArn());
        someTargets(request.targets());
        request.targets().forEach(target -> check(group, target));
        long together =
                Stream.concat(
                                group.pool.health().keySet().stream(),
                                request.targets().stream().map(target -> key(group, target)))
                        .distinct()
                        .count();
        if (together > elb.limit(Limits.GROUP_TARGETS)) {
            throw new AwsFailure(
                    "TooManyTargets",
                    "The maximum number of targets has been reached for target group '"
                            + group.arn
                            + "'");
        }
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
        notYet(target.quicServerId() != null, "QUIC server IDs");
        if (group.model.targetType() == TargetTypeEnum.IP) {
            checkAddress(group, target);
            return;
        }
        if (target.availabilityZone() != null) {
            throw invalid(
                    "You cannot specify an Availability Zone for targets of the type 'instance'");
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

    private void checkAddress(TargetGroupEntry group, TargetDescription target) {
        String id = target.id();
        if (!id.contains(".") || AddressRange.address(id).isEmpty()) {
            throw invalid("The IP address '" + id + "' is not a valid IPv4 address");
        }
        InetAddress address = AddressRange.address(id).orElseThrow();
        if (PRIVATE.stream().noneMatch(range -> range.contains(address))
                && elb.instances.atPrivateAddress(group.model.vpcId(), id).isEmpty()) {
            throw invalid(
                    "The IP address '"
                            + id
                            + "' must be in the VPC of the target group or a private range: "
                            + group.model.vpcId());
        }
        String zone = target.availabilityZone();
        List<String> zones = elb.foundation.realm().zones();
        if (zone != null && !zone.equals("all") && !zones.contains(zone)) {
            throw invalid("The Availability Zone '" + zone + "' is not valid");
        }
    }

    private static TargetKey key(TargetGroupEntry group, TargetDescription target) {
        return new TargetKey(
                target.id(), target.port() == null ? group.model.port() : target.port());
    }

    /**
     * Without a port, all registrations of the target go; what is not registered does not matter.
     */
    public DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
        incomplete(request);
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
        incomplete(request);
        notYet(!request.include().isEmpty(), "anomaly detection");
        TargetGroupEntry group = elb.group(request.targetGroupArn());
        Map<TargetKey, Health> known = group.pool.health();
        List<TargetKey> asked =
                request.targets().isEmpty()
                        ? List.copyOf(known.keySet())
                        : request.targets().stream()
                                .flatMap(each -> asked(group, known.keySet(), each))
                                .toList();
        List<TargetHealthDescription> all = new ArrayList<>();
        for (TargetKey key : asked) {
            all.add(describe(group, key, known.getOrDefault(key, Health.NOT_REGISTERED)));
        }
        return DescribeTargetHealthResponse.builder().targetHealthDescriptions(all).build();
    }

    /** Without a port, all registrations of the target. */
    private static Stream<TargetKey> asked(
            TargetGroupEntry group, Set<TargetKey> known, TargetDescription target) {
        List<TargetKey> found =
                known.stream()
                        .filter(key -> key.id().equals(target.id()))
                        .filter(key -> target.port() == null || target.port() == key.port())
                        .toList();
        return found.isEmpty() ? Stream.of(key(group, target)) : found.stream();
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
