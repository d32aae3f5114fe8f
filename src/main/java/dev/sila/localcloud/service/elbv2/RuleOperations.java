package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.notYet;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.Pages;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;

/** Making, changing, ordering, listing and deleting rules. */
public final class RuleOperations {
    private final Elb elb;
    private final Actions actions;
    private final Listeners listeners;

    RuleOperations(Elb elb, Actions actions, Listeners listeners) {
        this.elb = elb;
        this.actions = actions;
        this.listeners = listeners;
    }

    public CreateRuleResponse createRule(CreateRuleRequest request) {
        incomplete(request);
        notYet(!request.transforms().isEmpty(), "transforms of rules");
        ListenerEntry listener = elb.listener(request.listenerArn());
        if (listener.balancer.network()) {
            throw new AwsFailure(
                    "UnsupportedProtocol",
                    "Rules are not supported for listeners with the protocol '"
                            + listener.model.protocolAsString()
                            + "'");
        }
        String priority = priority(request.priority());
        if (listener.rules.stream().anyMatch(rule -> rule.priority().equals(priority))) {
            throw inUse(priority);
        }
        check(request.conditions());
        elb.tags.check("", TagOperations.given(request.tags()));
        room(listener.balancer);
        Rule rule =
                Rule.builder()
                        .ruleArn(
                                listener.arn().replace(":listener/", ":listener-rule/")
                                        + "/"
                                        + elb.foundation.identity().hex(16))
                        .priority(priority)
                        .conditions(request.conditions())
                        .actions(
                                actions.complete(
                                        listener.balancer, listener.model, request.actions()))
                        .isDefault(false)
                        .build();
        listener.rules.add(rule);
        elb.tags.put(rule.ruleArn(), TagOperations.given(request.tags()));
        listeners.follow(listener);
        return CreateRuleResponse.builder().rules(rule).build();
    }

    private void room(LoadBalancerEntry balancer) {
        int rules = balancer.listeners.values().stream().mapToInt(each -> each.rules.size()).sum();
        if (rules >= elb.limit(Limits.RULES)) {
            throw new AwsFailure(
                    "TooManyRules",
                    "The maximum number of rules has been reached on load balancer '"
                            + balancer.arn
                            + "'");
        }
    }

    private void check(List<RuleCondition> conditions) {
        Conditions.check(
                conditions,
                elb.limit(Limits.CONDITION_VALUES),
                elb.limit(Limits.CONDITION_WILDCARDS));
    }

    private static String priority(@Nullable Integer given) {
        if (given == null || given < 1 || given > 50_000) {
            throw invalid("Priority '" + given + "' must be in the range 1-50000");
        }
        return String.valueOf(given);
    }

    private static AwsFailure inUse(String priority) {
        return new AwsFailure("PriorityInUse", "Priority '" + priority + "' is currently in use");
    }

    public ModifyRuleResponse modifyRule(ModifyRuleRequest request) {
        incomplete(request);
        notYet(!request.transforms().isEmpty(), "transforms of rules");
        ListenerEntry listener = elb.listenerOf(request.ruleArn());
        Rule now = listener.rule(request.ruleArn()).orElseThrow();
        if (now.isDefault()) {
            throw notPermitted("Default rule '" + now.ruleArn() + "' cannot be modified");
        }
        Rule.Builder changed = now.toBuilder();
        if (!request.conditions().isEmpty()) {
            check(request.conditions());
            changed.conditions(request.conditions());
        }
        if (!request.actions().isEmpty()) {
            changed.actions(actions.complete(listener.balancer, listener.model, request.actions()));
        }
        Rule after = changed.build();
        listener.rules.replaceAll(each -> each.equals(now) ? after : each);
        listeners.follow(listener);
        return ModifyRuleResponse.builder().rules(after).build();
    }

    private static AwsFailure notPermitted(String message) {
        return new AwsFailure("OperationNotPermitted", message);
    }

    /** Changes all at once, so that two rules may change places. */
    public SetRulePrioritiesResponse setRulePriorities(SetRulePrioritiesRequest request) {
        incomplete(request);
        Map<String, String> wanted = new HashMap<>();
        for (RulePriorityPair pair : request.rulePriorities()) {
            ListenerEntry listener = elb.listenerOf(pair.ruleArn());
            if (listener.defaultRuleArn.equals(pair.ruleArn())) {
                throw notPermitted(
                        "The priority of the default rule '" + pair.ruleArn() + "' is fixed");
            }
            if (wanted.put(pair.ruleArn(), priority(pair.priority())) != null) {
                throw invalid("Rule '" + pair.ruleArn() + "' is named twice");
            }
        }
        List<ListenerEntry> touched =
                wanted.keySet().stream().map(elb::listenerOf).distinct().toList();
        touched.forEach(listener -> free(listener, wanted));
        for (ListenerEntry listener : touched) {
            listener.rules.replaceAll(rule ->
                    rule.toBuilder()
                            .priority(wanted.getOrDefault(rule.ruleArn(), rule.priority()))
                            .build());
            listeners.follow(listener);
        }
        return SetRulePrioritiesResponse.builder()
                .rules(
                        wanted.keySet().stream()
                                .map(arn -> elb.listenerOf(arn).rule(arn).orElseThrow())
                                .toList())
                .build();
    }

    private static void free(ListenerEntry listener, Map<String, String> wanted) {
        Set<String> taken = new HashSet<>();
        for (Rule rule : listener.rules) {
            String priority = wanted.getOrDefault(rule.ruleArn(), rule.priority());
            if (!taken.add(priority)) {
                throw inUse(priority);
            }
        }
    }

    public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
        if ((request.listenerArn() == null) == request.ruleArns().isEmpty()) {
            throw invalid("You must specify either listener ARN or rule ARNs");
        }
        List<Rule> found =
                request.listenerArn() == null
                        ? request.ruleArns().stream()
                                .map(arn -> elb.listenerOf(arn).rule(arn).orElseThrow())
                                .toList()
                        : elb.listener(request.listenerArn()).allRules();
        Pages<Rule> page = Pages.of(found, request.marker(), request.pageSize());
        return DescribeRulesResponse.builder().rules(page.items()).nextMarker(page.next()).build();
    }

    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        incomplete(request);
        ListenerEntry listener = elb.listenerOf(request.ruleArn());
        if (listener.defaultRuleArn.equals(request.ruleArn())) {
            throw notPermitted("Default rule '" + request.ruleArn() + "' cannot be deleted");
        }
        listener.rules.removeIf(rule -> rule.ruleArn().equals(request.ruleArn()));
        elb.tags.forget(request.ruleArn());
        listeners.follow(listener);
        return DeleteRuleResponse.builder().build();
    }
}
