package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.BalancingGround.fixed;
import static dev.sila.localcloud.BalancingGround.forward;

import dev.sila.localcloud.BalancingGround;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** What Elastic Load Balancing v2 refuses of listeners, their actions and their rules. */
final class ListenerRefusals implements Corpus {
    static final String API =
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_";
    private static final String CREATE = API + "CreateListener.html";
    static final String RULE = API + "CreateRule.html";
    static final String CONDITIONS =
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html";
    private static final String ACTIONS =
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html";
    private static final String CERTIFICATE =
            "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000";

    @Override
    public String service() {
        return "Elastic Load Balancing v2";
    }

    static Refusal rule(
            String rule, String source, String code, Consumer<BalancingGround> attempt) {
        return new Refusal(rule, source, code, rig -> attempt.accept(new BalancingGround(rig)));
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(firstListeners());
        all.addAll(secondListeners());
        all.addAll(thirdListeners());
        all.addAll(firstEncryption());
        all.addAll(secondEncryption());
        all.addAll(thirdEncryption());
        all.addAll(firstActions());
        all.addAll(secondActions());
        all.addAll(thirdActions());
        return all;
    }

    static Refusal listener(String rule, String code, boolean network, int port, String protocol) {
        return rule(
                rule,
                CREATE,
                code,
                g -> {
                    String balancer = network ? g.network("a") : g.application("a");
                    String group = network ? g.tcpGroup("g") : g.group("g");
                    g.second()
                            .createListener(r ->
                                    r.loadBalancerArn(balancer)
                                            .port(port)
                                            .protocol(protocol)
                                            .defaultActions(forward(group)));
                });
    }

    private static List<Refusal> firstListeners() {
        return List.of(
                listener("A port is at least 1", "ValidationError", false, 0, "HTTP"),
                listener("A port is at most 65535", "ValidationError", false, 65_536, "HTTP"),
                listener("An application balancer has no TCP", "ValidationError", false, 80, "TCP"),
                listener("A network balancer has no HTTP", "ValidationError", true, 80, "HTTP"),
                listener("A protocol is AWS's", "ValidationError", false, 80, "SPDY"),
                rule(
                        "A port is used once",
                        CREATE,
                        "DuplicateListener",
                        g -> {
                            String balancer = g.application("a");
                            g.listener(balancer, 8080, fixed("200", ""));
                            g.listener(balancer, 8080, fixed("200", ""));
                        }),
                rule(
                        "A listener needs an action",
                        CREATE,
                        "ValidationError",
                        g ->
                                g.second()
                                        .createListener(r ->
                                                r.loadBalancerArn(g.application("a"))
                                                        .port(80)
                                                        .protocol("HTTP"))),
                rule(
                        "A listener's balancer exists",
                        CREATE,
                        "LoadBalancerNotFound",
                        g -> {
                            String balancer = g.application("a");
                            g.second().deleteLoadBalancer(r -> r.loadBalancerArn(balancer));
                            g.listener(balancer, 8080, fixed("200", ""));
                        }));
    }

    private static List<Refusal> secondListeners() {
        return List.of(
                rule(
                        "The number of listeners is limited",
                        CREATE,
                        "TooManyListeners",
                        g -> {
                            SecondBalancerRefusals.grant(g, "L-B6DF7632", 1);
                            String balancer = g.application("a");
                            g.listener(balancer, 8080, fixed("200", ""));
                            g.listener(balancer, 8081, fixed("200", ""));
                        }),
                rule(
                        "Listeners are described by one or the other",
                        API + "DescribeListeners.html",
                        "ValidationError",
                        g -> g.second().describeListeners(r -> {})),
                rule(
                        "A listener that is deleted exists",
                        API + "DeleteListener.html",
                        "ListenerNotFound",
                        g -> {
                            String listener =
                                    g.listener(g.application("a"), 8080, fixed("200", ""));
                            g.second().deleteListener(r -> r.listenerArn(listener));
                            g.second().deleteListener(r -> r.listenerArn(listener));
                        }));
    }

    private static List<Refusal> thirdListeners() {
        return List.of(
                rule(
                        "A listener does not move to a port in use",
                        API + "ModifyListener.html",
                        "DuplicateListener",
                        g -> {
                            String balancer = g.application("a");
                            g.listener(balancer, 8080, fixed("200", ""));
                            String other = g.listener(balancer, 8081, fixed("200", ""));
                            g.second().modifyListener(r -> r.listenerArn(other).port(8080));
                        }),
                rule(
                        "A listener attribute is one of its protocol",
                        API + "ListenerAttribute.html",
                        "InvalidConfigurationRequest",
                        g ->
                                g.second()
                                        .modifyListenerAttributes(r ->
                                                r.listenerArn(
                                                                g.listener(
                                                                        g.application("a"),
                                                                        8080,
                                                                        fixed("200", "")))
                                                        .attributes(a ->
                                                                a.key("tcp.idle_timeout.seconds")
                                                                        .value("100")))));
    }

    private static List<Refusal> firstEncryption() {
        return List.of(
                listener(
                        "An encrypted listener needs a certificate",
                        "CertificateNotFound",
                        false,
                        443,
                        "HTTPS"),
                listener(
                        "A listener with TLS needs a certificate",
                        "CertificateNotFound",
                        true,
                        443,
                        "TLS"),
                rule(
                        "A certificate exists",
                        CREATE,
                        "CertificateNotFound",
                        g ->
                                g.second()
                                        .createListener(r ->
                                                r.loadBalancerArn(g.application("a"))
                                                        .port(443)
                                                        .protocol("HTTPS")
                                                        .certificates(
                                                                c -> c.certificateArn(CERTIFICATE))
                                                        .defaultActions(fixed("200", "")))));
    }

    private static List<Refusal> secondEncryption() {
        return List.of(
                rule(
                        "A plain listener has no certificate",
                        CREATE,
                        "ValidationError",
                        g ->
                                g.second()
                                        .createListener(r ->
                                                r.loadBalancerArn(g.application("a"))
                                                        .port(80)
                                                        .protocol("HTTP")
                                                        .certificates(
                                                                c -> c.certificateArn(CERTIFICATE))
                                                        .defaultActions(fixed("200", "")))),
                rule(
                        "A plain listener has no TLS policy",
                        CREATE,
                        "ValidationError",
                        g ->
                                g.second()
                                        .createListener(r ->
                                                r.loadBalancerArn(g.application("a"))
                                                        .port(80)
                                                        .protocol("HTTP")
                                                        .sslPolicy("ELBSecurityPolicy-2016-08")
                                                        .defaultActions(fixed("200", "")))),
                rule(
                        "A TLS policy exists",
                        API + "DescribeSSLPolicies.html",
                        "SSLPolicyNotFound",
                        g ->
                                g.second()
                                        .describeSSLPolicies(
                                                r -> r.names("ELBSecurityPolicy-2000-01"))));
    }

    private static List<Refusal> thirdEncryption() {
        return List.of(
                rule(
                        "A plain listener gets no certificate",
                        API + "AddListenerCertificates.html",
                        "ValidationError",
                        g ->
                                g.second()
                                        .addListenerCertificates(r ->
                                                r.listenerArn(
                                                                g.listener(
                                                                        g.application("a"),
                                                                        8080,
                                                                        fixed("200", "")))
                                                        .certificates(c ->
                                                                c.certificateArn(CERTIFICATE)))));
    }

    private static Refusal action(String rule, String code, Action action) {
        return rule(rule, ACTIONS, code, g -> g.listener(g.application("a"), 8080, action));
    }

    private static Action redirect(String protocol, String port, String status) {
        return Action.builder()
                .type("redirect")
                .redirectConfig(c -> c.protocol(protocol).port(port).statusCode(status))
                .build();
    }

    private static List<Refusal> firstActions() {
        return List.of(
                action(
                        "A fixed response has a status 2XX, 4XX or 5XX",
                        "ValidationError",
                        fixed("302", "")),
                action(
                        "A fixed response has at most 1024 characters",
                        "ValidationError",
                        fixed("200", "x".repeat(1025))),
                action(
                        "A fixed response has a known content type",
                        "ValidationError",
                        Action.builder()
                                .type("fixed-response")
                                .fixedResponseConfig(
                                        c -> c.statusCode("200").contentType("text/xml"))
                                .build()),
                action(
                        "A redirect leads elsewhere",
                        "InvalidLoadBalancerAction",
                        redirect("HTTP", "#{port}", "HTTP_301")),
                action(
                        "A redirect has a status 301 or 302",
                        "ValidationError",
                        redirect("HTTPS", "443", "HTTP_307")),
                action(
                        "A redirect has a port of AWS's",
                        "ValidationError",
                        redirect("HTTPS", "70000", "HTTP_301")),
                action(
                        "Authentication is not there yet",
                        "ValidationError",
                        Action.builder().type("authenticate-oidc").build()));
    }

    private static List<Refusal> secondActions() {
        return List.of(
                action(
                        "A forward needs a target group",
                        "ValidationError",
                        Action.builder().type("forward").build()),
                rule(
                        "One action decides",
                        ACTIONS,
                        "TooManyActions",
                        g ->
                                g.second()
                                        .createListener(r ->
                                                r.loadBalancerArn(g.application("a"))
                                                        .port(80)
                                                        .protocol("HTTP")
                                                        .defaultActions(
                                                                fixed("200", ""),
                                                                fixed("404", "")))),
                rule(
                        "A target group exists",
                        CREATE,
                        "TargetGroupNotFound",
                        g -> {
                            String group = g.group("g");
                            g.second().deleteTargetGroup(r -> r.targetGroupArn(group));
                            g.listener(g.application("a"), 8080, forward(group));
                        }),
                rule(
                        "A target group's protocol goes with the listener's",
                        CREATE,
                        "IncompatibleProtocols",
                        g -> g.listener(g.application("a"), 8080, forward(g.tcpGroup("g")))));
    }

    private static List<Refusal> thirdActions() {
        return List.of(
                rule(
                        "A network balancer does not forward to HTTP",
                        CREATE,
                        "IncompatibleProtocols",
                        g -> g.listener(g.network("a"), 8080, forward(g.group("g")))),
                rule(
                        "A network balancer only forwards",
                        ACTIONS,
                        "InvalidLoadBalancerAction",
                        g -> g.listener(g.network("a"), 8080, fixed("200", ""))),
                rule(
                        "A target group has one balancer",
                        CREATE,
                        "TargetGroupAssociationLimit",
                        g -> {
                            String group = g.group("g");
                            g.listener(g.application("a"), 8080, forward(group));
                            g.listener(g.application("b"), 8080, forward(group));
                        }),
                rule(
                        "A weight is at most 999",
                        ACTIONS,
                        "ValidationError",
                        g -> g.listener(g.application("a"), 8080, weighted(g, 1, 1000))),
                rule(
                        "An action has at most five target groups",
                        ACTIONS,
                        "TooManyTargetGroups",
                        g -> g.listener(g.application("a"), 8080, weighted(g, 6, 1))));
    }

    private static Action weighted(BalancingGround ground, int groups, int weight) {
        List<TargetGroupTuple> tuples = new ArrayList<>();
        for (int index = 0; index < groups; index++) {
            tuples.add(
                    TargetGroupTuple.builder()
                            .targetGroupArn(ground.group("g" + index))
                            .weight(weight)
                            .build());
        }
        return Action.builder().type("forward").forwardConfig(c -> c.targetGroups(tuples)).build();
    }

    static String listening(BalancingGround ground) {
        return ground.listener(ground.application("a"), 8080, fixed("404", ""));
    }

    static Refusal condition(String rule, RuleCondition... conditions) {
        return rule(
                rule,
                CONDITIONS,
                "ValidationError",
                g ->
                        g.second()
                                .createRule(r ->
                                        r.listenerArn(listening(g))
                                                .priority(1)
                                                .conditions(conditions)
                                                .actions(fixed("200", ""))));
    }

    static RuleCondition on(String field, String... values) {
        return RuleCondition.builder().field(field).values(values).build();
    }
}
