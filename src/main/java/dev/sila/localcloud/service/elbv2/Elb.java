package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.service.balancing.Identities;
import dev.sila.localcloud.service.balancing.ResourceTags;
import dev.sila.localcloud.service.balancing.TargetInstances;
import dev.sila.localcloud.traffic.Balancers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** What all handlers of ELBv2 share: everything that exists, by ARN. */
final class Elb {
    final Foundation foundation;
    final Balancers traffic;
    final TargetInstances instances;
    final Identities identities;
    final Map<String, LoadBalancerEntry> balancers = new LinkedHashMap<>();
    final Map<String, TargetGroupEntry> groups = new LinkedHashMap<>();
    final ResourceTags tags = new ResourceTags();

    Elb(
            Foundation foundation,
            Balancers traffic,
            TargetInstances instances,
            Identities identities) {
        this.foundation = foundation;
        this.traffic = traffic;
        this.instances = instances;
        this.identities = identities;
    }

    String arn(String resource) {
        return foundation.realm().arn("elasticloadbalancing", resource);
    }

    int limit(Quota quota) {
        return foundation.quotas().of(quota);
    }

    LoadBalancerEntry balancer(@Nullable String arn) {
        wellFormed(arn, ":loadbalancer/", "load balancer");
        LoadBalancerEntry entry = balancers.get(arn);
        if (entry == null) {
            throw new AwsFailure("LoadBalancerNotFound", "Load balancer '" + arn + "' not found");
        }
        return entry;
    }

    TargetGroupEntry group(@Nullable String arn) {
        wellFormed(arn, ":targetgroup/", "target group");
        TargetGroupEntry entry = groups.get(arn);
        if (entry == null) {
            throw new AwsFailure("TargetGroupNotFound", "Target groups '" + arn + "' not found");
        }
        return entry;
    }

    ListenerEntry listener(@Nullable String arn) {
        wellFormed(arn, ":listener/", "listener");
        return listeners()
                .filter(each -> each.arn().equals(arn))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFailure(
                                "ListenerNotFound",
                                "One or more listeners not found: '" + arn + "'"));
    }

    /** The listener that has a rule, the default one too. */
    ListenerEntry listenerOf(@Nullable String ruleArn) {
        wellFormed(ruleArn, ":listener-rule/", "listener rule");
        return listeners()
                .filter(each -> each.rule(ruleArn).isPresent())
                .findFirst()
                .orElseThrow(() ->
                        new AwsFailure(
                                "RuleNotFound", "One or more rules not found: '" + ruleArn + "'"));
    }

    /** What is not an ARN of the kind at all is refused otherwise than what does not exist. */
    static void wellFormed(@Nullable String arn, String kind, String name) {
        if (arn == null
                || !arn.startsWith("arn:")
                || !arn.contains(":elasticloadbalancing:")
                || !arn.contains(kind)) {
            throw invalid("'" + arn + "' is not a valid " + name + " ARN");
        }
    }

    Stream<ListenerEntry> listeners() {
        return balancers.values().stream().flatMap(each -> each.listeners.values().stream());
    }

    /** The balancers whose listeners or rules forward to a target group. */
    List<LoadBalancerEntry> usersOf(String groupArn) {
        return balancers.values().stream().filter(each -> uses(each, groupArn)).toList();
    }

    private static boolean uses(LoadBalancerEntry balancer, String groupArn) {
        return balancer.groups().anyMatch(groupArn::equals);
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

    static Stream<String> groupsOf(Rule rule) {
        return rule.actions().stream().flatMap(action -> groupsOf(action).stream());
    }

    /** Lets all target groups see that listeners, subnets, attributes or states changed. */
    void refresh() {
        for (TargetGroupEntry group : groups.values()) {
            Optional<LoadBalancerEntry> user = usersOf(group.arn).stream().findFirst();
            group.applyAttributes(user.map(LoadBalancerEntry::crossZone).orElse(true));
            group.pool.refresh();
        }
    }
}
