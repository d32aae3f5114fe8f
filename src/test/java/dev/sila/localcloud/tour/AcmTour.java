package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.BalancingGround;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DomainStatus;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ResourceInUseException;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.acm.model.ValidationMethod;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;

/** Certificates that DNS proves, and imported ones that a balancer uses. */
final class AcmTour implements Tour {
    @Override
    public String service() {
        return "ACM";
    }

    @Override
    public void walk(Rig rig) {
        AcmClient acm = rig.acm();
        String arn =
                acm.requestCertificate(r ->
                                r.domainName("Shop.example.com")
                                        .subjectAlternativeNames("*.shop.example.com")
                                        .validationMethod(ValidationMethod.DNS)
                                        .idempotencyToken("t")
                                        .tags(t -> t.key("env").value("ci")))
                        .certificateArn();
        validated(rig, acm, arn);
        timesOut(rig, acm);
        tags(acm, arn);
        imported(rig, acm);
        acm.deleteCertificate(r -> r.certificateArn(arn));
    }

    private static CertificateDetail describe(AcmClient acm, String arn) {
        return acm.describeCertificate(r -> r.certificateArn(arn)).certificate();
    }

    private static void validated(Rig rig, AcmClient acm, String arn) {
        assertThat(describe(acm, arn).domainValidationOptions())
                .allSatisfy(each -> assertThat(each.resourceRecord()).isNull());
        rig.pass(Duration.ofSeconds(10));
        List<DomainValidation> pending = describe(acm, arn).domainValidationOptions();
        assertThat(pending)
                .extracting(DomainValidation::domainName)
                .containsExactly("shop.example.com", "*.shop.example.com");
        ResourceRecord wanted = pending.getFirst().resourceRecord();
        assertThat(pending.getLast().resourceRecord()).isEqualTo(wanted);
        rig.pass(Duration.ofHours(1));
        assertThat(describe(acm, arn).status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        prove(rig.route53(), wanted);
        rig.pass(Duration.ofMinutes(1));
        CertificateDetail issued = describe(acm, arn);
        assertThat(issued.status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(issued.domainValidationOptions())
                .extracting(DomainValidation::validationStatus)
                .containsOnly(DomainStatus.SUCCESS);
        assertThat(acm.getCertificate(r -> r.certificateArn(arn)).certificate())
                .startsWith("-----BEGIN CERTIFICATE-----");
    }

    private static void prove(Route53Client dns, ResourceRecord wanted) {
        String zone =
                dns.createHostedZone(r -> r.name("example.com").callerReference("1"))
                        .hostedZone()
                        .id();
        dns.changeResourceRecordSets(r ->
                r.hostedZoneId(zone)
                        .changeBatch(b ->
                                b.changes(c ->
                                        c.action(ChangeAction.CREATE)
                                                .resourceRecordSet(s ->
                                                        s.name(wanted.name())
                                                                .type(wanted.typeAsString())
                                                                .ttl(60L)
                                                                .resourceRecords(v ->
                                                                        v.value(
                                                                                wanted
                                                                                        .value()))))));
    }

    private static void timesOut(Rig rig, AcmClient acm) {
        String arn = acm.requestCertificate(r -> r.domainName("b.example.org")).certificateArn();
        assertThat(describe(acm, arn).domainValidationOptions().getFirst().validationEmails())
                .contains("admin@b.example.org");
        rig.pass(Duration.ofHours(73));
        assertThat(describe(acm, arn).status()).isEqualTo(CertificateStatus.VALIDATION_TIMED_OUT);
        assertThat(
                        acm.listCertificates(r ->
                                        r.certificateStatuses(
                                                CertificateStatus.VALIDATION_TIMED_OUT))
                                .certificateSummaryList())
                .extracting(CertificateSummary::certificateArn)
                .containsExactly(arn);
        assertThat(acm.listCertificatesPaginator(r -> r.maxItems(1)).certificateSummaryList())
                .hasSize(2);
        acm.deleteCertificate(r -> r.certificateArn(arn));
    }

    private static void tags(AcmClient acm, String arn) {
        acm.addTagsToCertificate(
                r -> r.certificateArn(arn).tags(t -> t.key("a").value("b"), t -> t.key("c")));
        acm.removeTagsFromCertificate(
                r -> r.certificateArn(arn).tags(t -> t.key("a"), t -> t.key("c").value("no")));
        assertThat(acm.listTagsForCertificate(r -> r.certificateArn(arn)).tags())
                .extracting(each -> each.key() + "=" + each.value())
                .containsExactly("c=", "env=ci");
    }

    private static void imported(Rig rig, AcmClient acm) {
        SelfSigned.Pair pair = SelfSigned.create("imported.example.com");
        String arn =
                acm.importCertificate(r ->
                                r.certificate(SdkBytes.fromUtf8String(pair.certificate()))
                                        .privateKey(SdkBytes.fromUtf8String(pair.privateKey())))
                        .certificateArn();
        assertThat(describe(acm, arn).domainName()).isEqualTo("imported.example.com");
        assertThat(acm.listCertificates().certificateSummaryList())
                .as("keys of elliptic curves are listed when they are asked for")
                .hasSize(1);
        assertThat(
                        acm.listCertificates(r ->
                                        r.includes(i -> i.keyTypes(KeyAlgorithm.EC_PRIME256_V1)))
                                .certificateSummaryList())
                .extracting(CertificateSummary::certificateArn)
                .containsExactly(arn);
        used(rig, acm, arn);
        acm.deleteCertificate(r -> r.certificateArn(arn));
    }

    private static void used(Rig rig, AcmClient acm, String arn) {
        ElasticLoadBalancingClient elb = rig.classicBalancing();
        String subnet = new BalancingGround(rig).subnets().getFirst();
        elb.createLoadBalancer(r ->
                r.loadBalancerName("classic")
                        .subnets(subnet)
                        .listeners(l ->
                                l.protocol("SSL")
                                        .loadBalancerPort(443)
                                        .instancePort(80)
                                        .instanceProtocol("TCP")
                                        .sslCertificateId(arn)));
        assertThat(describe(acm, arn).inUseBy())
                .containsExactly(
                        "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/classic");
        assertThatThrownBy(() -> acm.deleteCertificate(r -> r.certificateArn(arn)))
                .isInstanceOf(ResourceInUseException.class);
        elb.deleteLoadBalancer(r -> r.loadBalancerName("classic"));
    }
}
