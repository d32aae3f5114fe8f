package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.BalancingGround;
import dev.sila.localcloud.Rig;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.BackendServerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.ListenerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.PolicyDescription;

/** Listeners and policies of classic balancers. */
final class ClassicListenerTour implements Tour {
    @Override
    public String service() {
        return "Elastic Load Balancing";
    }

    @Override
    public void walk(Rig rig) {
        ElasticLoadBalancingClient elb = rig.classicBalancing();
        new BalancingGround(rig).classic("web");
        elb.createLoadBalancerListeners(r ->
                r.loadBalancerName("web")
                        .listeners(l -> l.protocol("tcp").loadBalancerPort(8089).instancePort(22)));
        assertThat(description(elb).listenerDescriptions())
                .extracting(each -> each.listener().instanceProtocol())
                .containsExactly("HTTP", "TCP");
        sticky(elb);
        backend(elb);
        elb.deleteLoadBalancerListeners(r -> r.loadBalancerName("web").loadBalancerPorts(8089));
        assertThat(description(elb).listenerDescriptions()).hasSize(1);
    }

    private static LoadBalancerDescription description(ElasticLoadBalancingClient elb) {
        return elb.describeLoadBalancers(r -> {}).loadBalancerDescriptions().getFirst();
    }

    private static void sticky(ElasticLoadBalancingClient elb) {
        elb.createAppCookieStickinessPolicy(
                r -> r.loadBalancerName("web").policyName("by-app").cookieName("SESSION"));
        elb.createLBCookieStickinessPolicy(
                r -> r.loadBalancerName("web").policyName("by-lb").cookieExpirationPeriod(60L));
        assertThat(
                        elb.describeLoadBalancerPolicies(r -> r.loadBalancerName("web"))
                                .policyDescriptions())
                .extracting(PolicyDescription::policyName)
                .containsExactly("by-app", "by-lb");
        policies(elb, "by-lb");
        assertThat(description(elb).listenerDescriptions().getFirst())
                .extracting(ListenerDescription::policyNames)
                .isEqualTo(java.util.List.of("by-lb"));
        policies(elb);
        elb.deleteLoadBalancerPolicy(r -> r.loadBalancerName("web").policyName("by-lb"));
        assertThat(description(elb).policies().lbCookieStickinessPolicies()).isEmpty();
    }

    private static void policies(ElasticLoadBalancingClient elb, String... names) {
        elb.setLoadBalancerPoliciesOfListener(
                r -> r.loadBalancerName("web").loadBalancerPort(8088).policyNames(names));
    }

    private static void backend(ElasticLoadBalancingClient elb) {
        assertThat(
                        elb.describeLoadBalancerPolicyTypes(
                                        r -> r.policyTypeNames("ProxyProtocolPolicyType"))
                                .policyTypeDescriptions()
                                .getFirst()
                                .policyAttributeTypeDescriptions())
                .singleElement()
                .matches(each -> each.attributeName().equals("ProxyProtocol"));
        elb.createLoadBalancerPolicy(r ->
                r.loadBalancerName("web")
                        .policyName("proxy")
                        .policyTypeName("ProxyProtocolPolicyType")
                        .policyAttributes(
                                a -> a.attributeName("ProxyProtocol").attributeValue("true")));
        elb.setLoadBalancerPoliciesForBackendServer(
                r -> r.loadBalancerName("web").instancePort(22).policyNames("proxy"));
        assertThat(description(elb).backendServerDescriptions())
                .containsExactly(
                        BackendServerDescription.builder()
                                .instancePort(22)
                                .policyNames("proxy")
                                .build());
    }
}
