package dev.sila.localcloud.service.eventbridge;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.service.pattern.JsonPattern;
import dev.sila.localcloud.service.pattern.MalformedPatternException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/** Makes, changes, lists and deletes rules. */
final class RuleOperations {
    static final Quota RULES = new Quota("events", "L-244521F2", "Number of rules", 300, true);

    private final BusStore store;
    private final Dispatch dispatch;

    RuleOperations(BusStore store, Dispatch dispatch) {
        this.store = store;
        this.dispatch = dispatch;
        store.foundation.quotas().register(List.of(RULES));
    }

    /** What a change leaves out is gone; tags count for new rules only. */
    public PutRuleResponse putRule(PutRuleRequest request) {
        String name = Checks.pattern("name", request.name(), Checks.NAME);
        Bus bus = store.bus(request.eventBusName());
        Rule.Settings settings = settings(request, bus);
        Rule rule = bus.rules.get(name);
        if (rule == null) {
            if (bus.rules.size() >= store.foundation.quotas().of(RULES)) {
                throw Checks.limitExceeded(
                        "The requested resource exceeds the maximum number allowed");
            }
            rule = new Rule(name, arn(bus, name), bus, settings);
            rule.tags = Checks.tagged(Map.of(), request.tags());
            bus.rules.put(name, rule);
        } else {
            rule.settings = settings;
        }
        dispatch.schedule(rule);
        return PutRuleResponse.builder().ruleArn(rule.arn).build();
    }

    public DescribeRuleResponse describeRule(DescribeRuleRequest request) {
        Rule rule = store.rule(request.eventBusName(), request.name());
        return DescribeRuleResponse.builder()
                .name(rule.name)
                .arn(rule.arn)
                .eventPattern(rule.settings.eventPattern())
                .scheduleExpression(rule.settings.scheduleExpression())
                .state(rule.settings.state())
                .description(rule.settings.description())
                .roleArn(rule.settings.roleArn())
                .eventBusName(rule.bus.name)
                .createdBy(store.foundation.realm().account())
                .build();
    }

    /** Deleting what is not there succeeds. */
    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        String name = Checks.pattern("name", request.name(), Checks.NAME);
        Bus bus = store.bus(request.eventBusName());
        Rule rule = bus.rules.get(name);
        if (rule != null) {
            if (!rule.targets.isEmpty()) {
                throw Checks.invalid("Rule can't be deleted since it has targets.");
            }
            rule.settings = rule.settings.in(RuleState.DISABLED);
            dispatch.schedule(rule);
            bus.rules.remove(name);
        }
        return DeleteRuleResponse.builder().build();
    }

    public EnableRuleResponse enableRule(EnableRuleRequest request) {
        enter(store.rule(request.eventBusName(), request.name()), RuleState.ENABLED);
        return EnableRuleResponse.builder().build();
    }

    public DisableRuleResponse disableRule(DisableRuleRequest request) {
        enter(store.rule(request.eventBusName(), request.name()), RuleState.DISABLED);
        return DisableRuleResponse.builder().build();
    }

    public ListRulesResponse listRules(ListRulesRequest request) {
        String prefix = request.namePrefix() == null ? "" : request.namePrefix();
        List<Rule> found =
                store.bus(request.eventBusName()).rules.values().stream()
                        .filter(each -> each.name.startsWith(prefix))
                        .toList();
        Checks.Page<Rule> page =
                Checks.Page.of(found, each -> each.name, request.limit(), request.nextToken());
        return ListRulesResponse.builder()
                .rules(page.items().stream().map(RuleOperations::shown).toList())
                .nextToken(page.nextToken())
                .build();
    }

    public ListRuleNamesByTargetResponse listRuleNamesByTarget(
            ListRuleNamesByTargetRequest request) {
        String target = Checks.required("targetArn", request.targetArn());
        List<String> found =
                store.bus(request.eventBusName()).rules.values().stream()
                        .filter(each ->
                                each.targets.values().stream()
                                        .anyMatch(own -> own.arn().equals(target)))
                        .map(each -> each.name)
                        .toList();
        Checks.Page<String> page =
                Checks.Page.of(found, each -> each, request.limit(), request.nextToken());
        return ListRuleNamesByTargetResponse.builder()
                .ruleNames(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** A pattern as {@code PutRule} and {@code TestEventPattern} read it. */
    static JsonPattern pattern(String text) {
        if (text.length() > 4096) {
            throw Checks.constraint(
                    "'" + text + "'",
                    "eventPattern",
                    "Member must have length less than or equal" + " to 4096");
        }
        try {
            return JsonPattern.parse(text);
        } catch (MalformedPatternException wrong) {
            throw new AwsFailure(
                    "InvalidEventPatternException",
                    "Event pattern is not valid. Reason: " + wrong.getMessage());
        }
    }

    private void enter(Rule rule, RuleState state) {
        rule.settings = rule.settings.in(state);
        dispatch.schedule(rule);
    }

    private static Rule.Settings settings(PutRuleRequest request, Bus bus) {
        String pattern = empty(request.eventPattern());
        String schedule = empty(request.scheduleExpression());
        if (pattern == null && schedule == null) {
            throw Checks.invalid(
                    "Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (schedule != null && !bus.name.equals(Bus.DEFAULT)) {
            throw Checks.invalid("ScheduleExpression is supported only on the default event bus.");
        }
        RuleState state = request.state() == null ? RuleState.ENABLED : request.state();
        if (state == RuleState.UNKNOWN_TO_SDK_VERSION) {
            throw Checks.constraint(
                    "'" + request.stateAsString() + "'",
                    "state",
                    "Member must satisfy enum value set: " + RuleState.knownValues());
        }
        if (request.description() != null) {
            Checks.pattern("description", request.description(), "(?s).{0,512}");
        }
        return new Rule.Settings(
                pattern,
                pattern == null ? null : pattern(pattern),
                schedule,
                schedule == null ? null : Schedule.parse(schedule),
                state,
                request.description(),
                request.roleArn());
    }

    private static @Nullable String empty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private String arn(Bus bus, String name) {
        String path = bus.name.equals(Bus.DEFAULT) ? name : bus.name + "/" + name;
        return store.foundation.realm().arn("events", "rule/" + path);
    }

    private static software.amazon.awssdk.services.eventbridge.model.Rule shown(Rule rule) {
        return software.amazon.awssdk.services.eventbridge.model.Rule.builder()
                .name(rule.name)
                .arn(rule.arn)
                .eventPattern(rule.settings.eventPattern())
                .scheduleExpression(rule.settings.scheduleExpression())
                .state(rule.settings.state())
                .description(rule.settings.description())
                .roleArn(rule.settings.roleArn())
                .eventBusName(rule.bus.name)
                .build();
    }
}
