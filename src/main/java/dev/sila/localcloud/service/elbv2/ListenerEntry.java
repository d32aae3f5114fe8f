package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.traffic.Frontend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** A listener, its rules and its living side. */
final class ListenerEntry {
    final LoadBalancerEntry balancer;
    final String defaultRuleArn;
    final List<Rule> rules = new ArrayList<>();

    /** Certificates besides the default one. */
    final Set<String> certificates = new LinkedHashSet<>();

    Map<String, String> attributes;
    Listener model;

    /** Absent for UDP, and for TLS without a key. */
    @Nullable Frontend frontend;

    ListenerEntry(LoadBalancerEntry balancer, Listener model, String defaultRuleArn) {
        this.balancer = balancer;
        this.model = model;
        this.defaultRuleArn = defaultRuleArn;
        this.attributes = table().defaults();
    }

    String arn() {
        return model.listenerArn();
    }

    AttributeTable table() {
        return BalancerAttributes.ofListener(model.protocolAsString());
    }

    /** The default certificate first. */
    List<String> allCertificates() {
        List<String> all = new ArrayList<>();
        model.certificates().forEach(each -> all.add(each.certificateArn()));
        certificates.stream().filter(each -> !all.contains(each)).forEach(all::add);
        return all;
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

    Optional<Rule> rule(@Nullable String arn) {
        return allRules().stream().filter(each -> each.ruleArn().equals(arn)).findFirst();
    }
}
