package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.BalancingGround;
import dev.sila.localcloud.Rig;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.ListenerDescription;

/** Certificates of listeners of classic balancers: server certificates of IAM. */
final class ClassicCertificateTour implements Tour {
    @Override
    public String service() {
        return "Elastic Load Balancing";
    }

    @Override
    public void walk(Rig rig) {
        ElasticLoadBalancingClient elb = rig.classicBalancing();
        String first = BalancerCertificateTour.upload(rig, "first");
        String second = BalancerCertificateTour.upload(rig, "second");
        new BalancingGround(rig).classic("web");
        elb.createLoadBalancerListeners(r ->
                r.loadBalancerName("web")
                        .listeners(l ->
                                l.protocol("HTTPS")
                                        .loadBalancerPort(8443)
                                        .instancePort(8080)
                                        .sslCertificateId(first)));
        elb.setLoadBalancerListenerSSLCertificate(
                r -> r.loadBalancerName("web").loadBalancerPort(8443).sslCertificateId(second));
        ListenerDescription listener =
                elb.describeLoadBalancers(r -> {})
                        .loadBalancerDescriptions()
                        .getFirst()
                        .listenerDescriptions()
                        .getLast();
        assertThat(listener.listener().sslCertificateId()).isEqualTo(second);
        assertThat(listener.policyNames()).containsExactly("ELBSecurityPolicy-2016-08");
    }
}
