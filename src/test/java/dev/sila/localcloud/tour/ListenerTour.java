package dev.sila.localcloud.tour;

import static dev.sila.localcloud.BalancingGround.fixed;
import static dev.sila.localcloud.BalancingGround.forward;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.BalancingGround;
import dev.sila.localcloud.Rig;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Listeners of v2, their rules and attributes. */
final class ListenerTour implements Tour {
    @Override
    public String service() {
        return "Elastic Load Balancing v2";
    }

    @Override
    public void walk(Rig rig) {
        BalancingGround ground = new BalancingGround(rig);
        ElasticLoadBalancingV2Client elb = rig.loadBalancing();
        String balancer = ground.application("web");
        String listener = ground.listener(balancer, 8080, forward(ground.group("main")));
        Listener moved =
                elb.modifyListener(r ->
                                r.listenerArn(listener)
                                        .port(8081)
                                        .defaultActions(fixed("404", "nobody")))
                        .listeners()
                        .getFirst();
        assertThat(moved.port()).isEqualTo(8081);
        assertThat(elb.describeListeners(r -> r.loadBalancerArn(balancer)).listeners())
                .containsExactly(moved);
        rules(ground, elb, listener);
        attributes(ground, elb, listener);
        elb.deleteListener(r -> r.listenerArn(listener));
        assertThat(elb.describeListeners(r -> r.loadBalancerArn(balancer)).listeners()).isEmpty();
    }

    private static List<String> priorities(ElasticLoadBalancingV2Client elb, String listener) {
        return elb.describeRules(r -> r.listenerArn(listener)).rules().stream()
                .map(Rule::priority)
                .toList();
    }

    private static void rules(
            BalancingGround ground, ElasticLoadBalancingV2Client elb, String listener) {
        String first = ground.rule(listener, 10, "/a/*");
        String second = ground.rule(listener, 20, "/b/*");
        assertThat(priorities(elb, listener)).containsExactly("10", "20", "default");
        elb.setRulePriorities(r ->
                r.rulePriorities(
                        p -> p.ruleArn(first).priority(20), p -> p.ruleArn(second).priority(10)));
        assertThat(
                        elb.describeRules(r -> r.listenerArn(listener)).rules().stream()
                                .map(Rule::ruleArn)
                                .limit(2))
                .containsExactly(second, first);
        Rule changed =
                elb.modifyRule(r ->
                                r.ruleArn(first)
                                        .conditions(
                                                header("X-Version", "2*"),
                                                RuleCondition.builder()
                                                        .field("source-ip")
                                                        .sourceIpConfig(
                                                                c -> c.values("127.0.0.0/8"))
                                                        .build())
                                        .actions(fixed("200", "two")))
                        .rules()
                        .getFirst();
        assertThat(changed.conditions()).hasSize(2);
        assertThat(elb.describeRules(r -> r.ruleArns(first)).rules()).containsExactly(changed);
        elb.deleteRule(r -> r.ruleArn(second));
        assertThat(priorities(elb, listener)).containsExactly("20", "default");
    }

    private static RuleCondition header(String name, String value) {
        return RuleCondition.builder()
                .field("http-header")
                .httpHeaderConfig(c -> c.httpHeaderName(name).values(value))
                .build();
    }

    private static void attributes(
            BalancingGround ground, ElasticLoadBalancingV2Client elb, String listener) {
        assertThat(elb.describeListenerAttributes(r -> r.listenerArn(listener)).attributes())
                .anyMatch(each -> each.key().equals("routing.http.response.server.enabled"));
        String tcp = ground.listener(ground.network("tcp"), 8080, forward(ground.tcpGroup("tcp")));
        assertThat(
                        elb.modifyListenerAttributes(r ->
                                        r.listenerArn(tcp)
                                                .attributes(a ->
                                                        a.key("tcp.idle_timeout.seconds")
                                                                .value("100")))
                                .attributes())
                .singleElement()
                .matches(each -> each.value().equals("100"));
        assertThat(elb.describeListenerCertificates(r -> r.listenerArn(tcp)).certificates())
                .isEmpty();
    }
}
