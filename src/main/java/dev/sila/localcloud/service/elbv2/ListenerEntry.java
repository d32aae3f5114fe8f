package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.traffic.Frontend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** A listener, its rules and its living side. */
final class ListenerEntry {
    final LoadBalancerEntry balancer;
    final Frontend frontend;
    final String defaultRuleArn;
    final List<Rule> rules = new ArrayList<>();
    Listener model;

    ListenerEntry(
            LoadBalancerEntry balancer, Listener model, String defaultRuleArn, Frontend frontend) {
        this.balancer = balancer;
        this.model = model;
        this.defaultRuleArn = defaultRuleArn;
        this.frontend = frontend;
    }

    /** The rules by priority, the default rule last. */
    List<Rule> allRules() {
        List<Rule> all = new ArrayList<>(rules);
        all.sort(Comparator.comparingInt(rule -> Integer.parseInt(rule.priority())));
        all.add(
                Rule.builder()
                        .ruleArn(defaultRuleArn)
                        .priority("default")
                        .conditions(List.of())
                        .actions(model.defaultActions())
                        .isDefault(true)
                        .build());
        return all;
    }
}
