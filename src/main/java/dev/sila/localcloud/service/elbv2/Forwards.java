package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.Limits;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Forward actions: to one target group or several by weight. */
final class Forwards {
    /** The protocols of target groups that a listener's protocol goes with. */
    private static final Map<String, Set<String>> COMPATIBLE =
            Map.of(
                    "HTTP", Set.of("HTTP", "HTTPS"),
                    "HTTPS", Set.of("HTTP", "HTTPS"),
                    "TCP", Set.of("TCP", "TCP_UDP"),
                    "TLS", Set.of("TCP", "TLS"),
                    "UDP", Set.of("UDP", "TCP_UDP"),
                    "TCP_UDP", Set.of("TCP_UDP"));

    private final Elb elb;

    Forwards(Elb elb) {
        this.elb = elb;
    }

    /** The action as AWS stores it. */
    Action complete(LoadBalancerEntry balancer, Listener listener, Action action) {
        List<String> arns = Elb.groupsOf(action);
        if (arns.isEmpty()) {
            throw invalid("A target group ARN must be specified");
        }
        if (action.targetGroupArn() != null && !arns.equals(List.of(action.targetGroupArn()))) {
            throw invalid(
                    "The target group ARN and the forward configuration name different target"
                            + " groups");
        }
        if (arns.stream().distinct().count() < arns.size()) {
            throw invalid("Target groups must be unique within an action");
        }
        int most =
                elb.limit(
                        balancer.network()
                                ? Limits.NETWORK_ACTION_GROUPS
                                : Limits.APPLICATION_ACTION_GROUPS);
        if (arns.size() > most) {
            throw new AwsFailure(
                    "TooManyTargetGroups",
                    "An action can forward to at most " + most + " target groups");
        }
        arns.forEach(arn -> usable(balancer, listener, elb.group(arn)));
        within(balancer, arns);
        ForwardActionConfig config = config(action, arns.getFirst());
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .order(action.order())
                .targetGroupArn(arns.size() == 1 ? arns.getFirst() : null)
                .forwardConfig(config)
                .build();
    }

    private void within(LoadBalancerEntry balancer, List<String> arns) {
        Set<String> all = new HashSet<>(arns);
        all.addAll(balancer.groups().collect(Collectors.toSet()));
        if (!balancer.network() && all.size() > elb.limit(Limits.APPLICATION_GROUPS)) {
            throw new AwsFailure(
                    "TooManyUniqueTargetGroupsPerLoadBalancer",
                    "The maximum number of target groups has been reached on load balancer '"
                            + balancer.arn
                            + "'");
        }
    }

    private static ForwardActionConfig config(Action action, String first) {
        ForwardActionConfig given =
                action.forwardConfig() == null
                        ? ForwardActionConfig.builder().build()
                        : action.forwardConfig();
        TargetGroupStickinessConfig sticky = given.targetGroupStickinessConfig();
        if (sticky == null) {
            sticky = TargetGroupStickinessConfig.builder().enabled(false).build();
        }
        if (Boolean.TRUE.equals(sticky.enabled())) {
            if (sticky.durationSeconds() == null) {
                throw invalid("Target group stickiness needs a duration");
            }
            int seconds = sticky.durationSeconds();
            if (seconds < 1 || seconds > 604_800) {
                throw invalid("Target group stickiness duration must be in the range 1-604800");
            }
        }
        List<TargetGroupTuple> tuples =
                (given.targetGroups().isEmpty()
                                ? Stream.of(
                                        TargetGroupTuple.builder().targetGroupArn(first).build())
                                : given.targetGroups().stream())
                        .map(Forwards::weighted)
                        .toList();
        return given.toBuilder().targetGroups(tuples).targetGroupStickinessConfig(sticky).build();
    }

    private static TargetGroupTuple weighted(TargetGroupTuple tuple) {
        int weight = TargetGroupRules.or(tuple.weight(), 1);
        if (weight < 0 || weight > 999) {
            throw invalid("Target group weight '" + weight + "' must be in the range 0-999");
        }
        return tuple.toBuilder().weight(weight).build();
    }

    private void usable(LoadBalancerEntry balancer, Listener listener, TargetGroupEntry group) {
        String protocol = group.model.protocolAsString();
        Set<String> compatible = COMPATIBLE.getOrDefault(listener.protocolAsString(), Set.of());
        if (!compatible.contains(protocol)) {
            throw new AwsFailure(
                    "IncompatibleProtocols",
                    "The listener and its associated target group '%s' have incompatible protocols: '%s' and '%s'"
                            .formatted(group.arn, listener.protocolAsString(), protocol));
        }
        if (!group.model.vpcId().equals(balancer.place.vpcId())) {
            throw new AwsFailure(
                    "InvalidConfigurationRequest",
                    "The following target groups are not in the VPC of the load balancer '"
                            + balancer.arn
                            + "': "
                            + group.arn);
        }
        if (elb.usersOf(group.arn).stream().anyMatch(user -> user != balancer)) {
            throw new AwsFailure(
                    "TargetGroupAssociationLimit",
                    "The following target groups cannot be associated with more than one load"
                            + " balancer: "
                            + group.arn);
        }
    }
}
