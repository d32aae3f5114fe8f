package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.BalancingGround.fixed;
import static dev.sila.localcloud.BalancingGround.forward;
import static dev.sila.localcloud.refusal.ListenerRefusals.API;
import static dev.sila.localcloud.refusal.ListenerRefusals.CONDITIONS;
import static dev.sila.localcloud.refusal.ListenerRefusals.RULE;
import static dev.sila.localcloud.refusal.ListenerRefusals.condition;
import static dev.sila.localcloud.refusal.ListenerRefusals.listener;
import static dev.sila.localcloud.refusal.ListenerRefusals.listening;
import static dev.sila.localcloud.refusal.ListenerRefusals.on;
import static dev.sila.localcloud.refusal.ListenerRefusals.rule;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** What Elastic Load Balancing v2 refuses of rules. */
final class RuleRefusals implements Corpus {
    @Override
    public String service() {
        return "Elastic Load Balancing v2";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(firstRules());
        all.addAll(secondRules());
        all.addAll(thirdRules());
        all.addAll(fourthRules());
        all.addAll(firstConditions());
        all.addAll(secondConditions());
        return all;
    }

    private static List<Refusal> firstRules() {
        return List.of(
                rule(
                        "A priority is used once",
                        RULE,
                        "PriorityInUse",
                        g -> {
                            String listener = listening(g);
                            g.rule(listener, 1, "/a");
                            g.rule(listener, 1, "/b");
                        }),
                rule(
                        "A priority is at least 1",
                        RULE,
                        "ValidationError",
                        g -> g.rule(listening(g), 0, "/a")),
                rule(
                        "A priority is at most 50000",
                        RULE,
                        "ValidationError",
                        g -> g.rule(listening(g), 50_001, "/a")),
                rule(
                        "Network balancers have no rules",
                        RULE,
                        "UnsupportedProtocol",
                        g ->
                                g.rule(
                                        g.listener(g.network("a"), 8080, forward(g.tcpGroup("g"))),
                                        1,
                                        "/a")));
    }

    private static List<Refusal> secondRules() {
        return List.of(
                rule(
                        "The number of rules is limited",
                        RULE,
                        "TooManyRules",
                        g -> {
                            SecondBalancerRefusals.grant(g, "L-7EED9B64", 1);
                            String listener = listening(g);
                            g.rule(listener, 1, "/a");
                            g.rule(listener, 2, "/b");
                        }),
                rule(
                        "A default rule is not deleted",
                        API + "DeleteRule.html",
                        "OperationNotPermitted",
                        g -> {
                            String listener = listening(g);
                            String arn =
                                    g.second()
                                            .describeRules(r -> r.listenerArn(listener))
                                            .rules()
                                            .getLast()
                                            .ruleArn();
                            g.second().deleteRule(r -> r.ruleArn(arn));
                        }));
    }

    private static List<Refusal> thirdRules() {
        return List.of(
                rule(
                        "A default rule is not modified",
                        API + "ModifyRule.html",
                        "OperationNotPermitted",
                        g -> {
                            String listener = listening(g);
                            String arn =
                                    g.second()
                                            .describeRules(r -> r.listenerArn(listener))
                                            .rules()
                                            .getLast()
                                            .ruleArn();
                            g.second().modifyRule(r -> r.ruleArn(arn).actions(fixed("200", "")));
                        }),
                rule(
                        "Two rules do not get one priority",
                        API + "SetRulePriorities.html",
                        "PriorityInUse",
                        g -> {
                            String listener = listening(g);
                            g.rule(listener, 1, "/a");
                            String second = g.rule(listener, 2, "/b");
                            g.second()
                                    .setRulePriorities(r ->
                                            r.rulePriorities(p -> p.ruleArn(second).priority(1)));
                        }));
    }

    private static List<Refusal> fourthRules() {
        return List.of(
                rule(
                        "A rule that is deleted exists",
                        API + "DeleteRule.html",
                        "RuleNotFound",
                        g -> {
                            String arn = g.rule(listening(g), 1, "/a");
                            g.second().deleteRule(r -> r.ruleArn(arn));
                            g.second().deleteRule(r -> r.ruleArn(arn));
                        }),
                rule(
                        "Rules are described by one or the other",
                        API + "DescribeRules.html",
                        "ValidationError",
                        g -> g.second().describeRules(r -> {})));
    }

    private static List<Refusal> firstConditions() {
        return List.of(
                condition("A rule needs a condition"),
                condition("A field is known", on("cookie", "a")),
                condition("A condition needs a value", on("path-pattern")),
                condition(
                        "A value has at most 128 characters",
                        on("path-pattern", "/" + "a".repeat(128))),
                condition("A path has no space", on("path-pattern", "/a b")),
                condition("A host has no slash", on("host-header", "a/b.example.com")),
                condition(
                        "A field but a few comes once",
                        on("path-pattern", "/a"),
                        on("path-pattern", "/b")),
                condition("A rule has at most five wildcards", on("path-pattern", "/*/*/*/*/*/*")),
                condition(
                        "A method has capital letters",
                        RuleCondition.builder()
                                .field("http-request-method")
                                .httpRequestMethodConfig(c -> c.values("get"))
                                .build()),
                condition(
                        "A source is a range",
                        RuleCondition.builder()
                                .field("source-ip")
                                .sourceIpConfig(c -> c.values("10.0.0.1"))
                                .build()),
                condition(
                        "The host has a condition of its own",
                        RuleCondition.builder()
                                .field("http-header")
                                .httpHeaderConfig(c -> c.httpHeaderName("Host").values("a"))
                                .build()));
    }

    private static List<Refusal> secondConditions() {
        return List.of(
                rule(
                        "A rule has at most five values",
                        CONDITIONS,
                        "TooManyRules",
                        g ->
                                g.second()
                                        .createRule(r ->
                                                r.listenerArn(listening(g))
                                                        .priority(1)
                                                        .conditions(
                                                                on(
                                                                        "path-pattern",
                                                                        "/1",
                                                                        "/2",
                                                                        "/3",
                                                                        "/4",
                                                                        "/5",
                                                                        "/6"))
                                                        .actions(fixed("200", "")))));
    }
}
