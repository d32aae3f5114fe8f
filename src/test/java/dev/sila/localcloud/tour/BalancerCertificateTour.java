package dev.sila.localcloud.tour;

import static dev.sila.localcloud.BalancingGround.fixed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.BalancingGround;
import dev.sila.localcloud.Rig;
import dev.sila.localcloud.traffic.TestCertificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/** Certificates of listeners of v2: server certificates of IAM. */
final class BalancerCertificateTour implements Tour {
    @Override
    public String service() {
        return "Elastic Load Balancing v2";
    }

    /** Uploads a certificate for a host to IAM. */
    static String upload(Rig rig, String name) {
        TestCertificate made = TestCertificate.of(name + ".example.com");
        return rig.iam()
                .uploadServerCertificate(r ->
                        r.serverCertificateName(name)
                                .certificateBody(made.certificate())
                                .privateKey(made.key()))
                .serverCertificateMetadata()
                .arn();
    }

    @Override
    public void walk(Rig rig) {
        ElasticLoadBalancingV2Client elb = rig.loadBalancing();
        String balancer = new BalancingGround(rig).application("web");
        String first = upload(rig, "first");
        String second = upload(rig, "second");
        Listener listener =
                elb.createListener(r ->
                                r.loadBalancerArn(balancer)
                                        .port(8443)
                                        .protocol("HTTPS")
                                        .certificates(c -> c.certificateArn(first))
                                        .defaultActions(fixed("200", "ok")))
                        .listeners()
                        .getFirst();
        assertThat(listener.sslPolicy()).isEqualTo("ELBSecurityPolicy-2016-08");
        String arn = listener.listenerArn();
        elb.addListenerCertificates(
                r -> r.listenerArn(arn).certificates(c -> c.certificateArn(second)));
        assertThat(elb.describeListenerCertificates(r -> r.listenerArn(arn)).certificates())
                .extracting(Certificate::isDefault)
                .containsExactly(true, false);
        elb.removeListenerCertificates(
                r -> r.listenerArn(arn).certificates(c -> c.certificateArn(second)));
        assertThat(elb.describeListenerCertificates(r -> r.listenerArn(arn)).certificates())
                .extracting(Certificate::certificateArn)
                .containsExactly(first);
    }
}
