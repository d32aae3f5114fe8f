package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.traffic.Balancers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** What all handlers of ELBv2 share: everything that exists, by ARN. */
final class Elb {
    final Foundation foundation;
    final Balancers traffic;
    final Subnets subnets;
    final TargetInstances instances;
    final Map<String, LoadBalancerEntry> balancers = new LinkedHashMap<>();
    final Map<String, TargetGroupEntry> groups = new LinkedHashMap<>();
    final Map<String, Map<String, String>> tags = new LinkedHashMap<>();

    Elb(Foundation foundation, Balancers traffic, Subnets subnets, TargetInstances instances) {
        this.foundation = foundation;
        this.traffic = traffic;
        this.subnets = subnets;
        this.instances = instances;
    }

    String arn(String resource) {
        return foundation.realm().arn("elasticloadbalancing", resource);
    }

    LoadBalancerEntry balancer(String arn) {
        LoadBalancerEntry entry = balancers.get(arn);
        if (entry == null) {
            throw new AwsFailure("LoadBalancerNotFound", "Load balancer '" + arn + "' not found");
        }
        return entry;
    }

    TargetGroupEntry group(String arn) {
        TargetGroupEntry entry = groups.get(arn);
        if (entry == null) {
            throw new AwsFailure("TargetGroupNotFound", "Target groups '" + arn + "' not found");
        }
        return entry;
    }

    ListenerEntry listener(String arn) {
        return listeners()
                .filter(each -> each.model.listenerArn().equals(arn))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFailure(
                                "ListenerNotFound",
                                "One or more listeners not found: '" + arn + "'"));
    }

    Stream<ListenerEntry> listeners() {
        return balancers.values().stream().flatMap(each -> each.listeners.values().stream());
    }

    Optional<Rule> rule(String arn) {
        return listeners()
                .flatMap(each -> each.allRules().stream())
                .filter(each -> each.ruleArn().equals(arn))
                .findFirst();
    }

    /** The balancers whose listeners or rules forward to a target group. */
    List<LoadBalancerEntry> usersOf(String groupArn) {
        return balancers.values().stream().filter(each -> uses(each, groupArn)).toList();
    }

    private static boolean uses(LoadBalancerEntry balancer, String groupArn) {
        return balancer.listeners.values().stream()
                .flatMap(listener -> listener.allRules().stream())
                .flatMap(rule -> rule.actions().stream())
                .anyMatch(action -> groupsOf(action).contains(groupArn));
    }

    /** The target groups that an action forwards to. */
    static List<String> groupsOf(Action action) {
        if (action.forwardConfig() != null && !action.forwardConfig().targetGroups().isEmpty()) {
            return action.forwardConfig().targetGroups().stream()
                    .map(TargetGroupTuple::targetGroupArn)
                    .toList();
        }
        return action.targetGroupArn() == null ? List.of() : List.of(action.targetGroupArn());
    }

    /** Lets all target groups see that listeners, subnets or states changed. */
    void refresh() {
        groups.values().forEach(each -> each.pool.refresh());
    }
}
