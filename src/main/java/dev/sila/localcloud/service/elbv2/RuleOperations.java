package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.Names.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Making, listing and deleting rules with conditions on host and path. */
public final class RuleOperations {
    private final Elb elb;
    private final Actions actions;
    private final TagOperations tags;

    RuleOperations(Elb elb, Actions actions, TagOperations tags) {
        this.elb = elb;
        this.actions = actions;
        this.tags = tags;
    }

    public CreateRuleResponse createRule(CreateRuleRequest request) {
        ListenerEntry listener = elb.listener(request.listenerArn());
        if (request.priority() == null || request.priority() < 1 || request.priority() > 50_000) {
            throw invalid("Priority must be in the range 1-50000");
        }
        String priority = String.valueOf(request.priority());
        if (listener.rules.stream().anyMatch(rule -> rule.priority().equals(priority))) {
            throw new AwsFailure(
                    "PriorityInUse", "Priority '" + priority + "' is currently in use");
        }
        Conditions.check(request.conditions());
        tags.check(request.tags());
        String listenerArn = listener.model.listenerArn();
        Rule rule =
                Rule.builder()
                        .ruleArn(
                                listenerArn.replace(":listener/", ":listener-rule/")
                                        + "/"
                                        + elb.foundation.identity().hex(16))
                        .priority(priority)
                        .conditions(request.conditions())
                        .actions(actions.complete(listener.balancer, request.actions()))
                        .isDefault(false)
                        .build();
        listener.rules.add(rule);
        tags.put(rule.ruleArn(), request.tags());
        changed(listener);
        return CreateRuleResponse.builder().rules(rule).build();
    }

    private void changed(ListenerEntry listener) {
        listener.frontend.routes(actions.routes(listener.allRules()));
        elb.refresh();
    }

    public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
        if (request.listenerArn() == null && request.ruleArns().isEmpty()) {
            throw invalid("You must specify either listener ARN or rule ARNs");
        }
        List<Rule> found =
                request.listenerArn() == null
                        ? request.ruleArns().stream().map(this::rule).toList()
                        : elb.listener(request.listenerArn()).allRules();
        Pages<Rule> page = Pages.of(found, request.marker(), request.pageSize());
        return DescribeRulesResponse.builder().rules(page.items()).nextMarker(page.next()).build();
    }

    private Rule rule(String arn) {
        return elb.rule(arn)
                .orElseThrow(() ->
                        new AwsFailure(
                                "RuleNotFound", "One or more rules not found: '" + arn + "'"));
    }

    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        Rule rule = rule(request.ruleArn());
        if (rule.isDefault()) {
            throw new AwsFailure(
                    "OperationNotPermitted",
                    "Default rule '" + rule.ruleArn() + "' cannot be deleted");
        }
        for (ListenerEntry listener : elb.listeners().toList()) {
            if (listener.rules.remove(rule)) {
                changed(listener);
            }
        }
        elb.tags.remove(rule.ruleArn());
        return DeleteRuleResponse.builder().build();
    }
}
