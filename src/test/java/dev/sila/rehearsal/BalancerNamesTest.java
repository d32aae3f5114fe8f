package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.aws.Certificates;
import dev.sila.aws.kind.AliasRecord;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Ref;
import dev.sila.engine.Report;
import dev.sila.engine.Spec;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** DNS names of load balancers where somebody else is at work, and their certificates. */
class BalancerNamesTest {
    private final Specimens ci = new Specimens("ci");
    private final Stage stage = new Stage();
    private final Route53Client route53 = stage.cloud().clients().route53();

    @AfterEach
    void close() {
        stage.close();
    }

    private void write(ChangeAction action, ResourceRecordSet set) {
        write(route53, action, set);
    }

    private static void write(Route53Client route53, ChangeAction action, ResourceRecordSet set) {
        route53.changeResourceRecordSets(request ->
                request.hostedZoneId(Specimens.ZONE)
                        .changeBatch(batch ->
                                batch.changes(
                                        change -> change.action(action).resourceRecordSet(set))));
    }

    private ResourceRecordSet record() {
        return route53.listResourceRecordSets(request ->
                        request.hostedZoneId(Specimens.ZONE)
                                .startRecordName(ci.balancing().record().dnsName()))
                .resourceRecordSets()
                .getFirst();
    }

    private Report bring(List<Spec> wanted) {
        return stage.apply(stage.plan("ci", wanted));
    }

    @Test
    void aRecordOfSomebodyElseStays() {
        ResourceRecordSet foreign =
                ResourceRecordSet.builder()
                        .name(ci.balancing().record().dnsName())
                        .type(RRType.A)
                        .ttl(60L)
                        .resourceRecords(each -> each.value("192.0.2.1"))
                        .build();
        Plan plan = stage.plan("ci", ci.all());
        write(ChangeAction.CREATE, foreign);
        assertThat(stage.apply(plan).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("192.0.2.1"));
        assertThat(record().resourceRecords()).hasSize(1);
        write(ChangeAction.DELETE, foreign);
        assertThat(bring(ci.all()).problems()).isEmpty();
        assertThat(bring(List.of()).problems()).isEmpty();
    }

    @Test
    void aNameThatIsTakenStopsThePlan() {
        ResourceRecordSet foreign =
                ResourceRecordSet.builder()
                        .name(ci.balancing().record().dnsName())
                        .type(RRType.CNAME)
                        .ttl(60L)
                        .resourceRecords(each -> each.value("elsewhere.example"))
                        .build();
        write(ChangeAction.CREATE, foreign);
        assertThatThrownBy(() -> stage.plan("ci", ci.all()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "exists already, of type CNAME, and leads to [elsewhere.example]")
                .hasMessageContaining("sila dns delete");
    }

    /** Two environments that want one name: the second is told before it has made anything. */
    @Test
    void aNeighboursNameIsTaken() {
        assertThat(bring(ci.all()).problems()).isEmpty();
        AliasRecord wanted = ci.balancing().record();
        Specimens other = new Specimens("ci2");
        List<Spec> specs = new ArrayList<>(other.all());
        specs.add(
                new AliasRecord(
                        wanted.name(),
                        wanted.hostedZone(),
                        wanted.dnsName(),
                        Ref.to(other.balancing().classic())));
        assertThatThrownBy(() -> stage.plan("ci2", specs))
                .hasMessageContaining(wanted.dnsName())
                .hasMessageContaining("no load balancer of this environment");
    }

    @Test
    void aRecordThatLedToABalancerWhichIsGoneLeadsToTheNewOne() {
        assertThat(bring(ci.all()).problems()).isEmpty();
        var classic = stage.cloud().clients().classicLoadBalancing();
        String name =
                classic.describeLoadBalancers()
                        .loadBalancerDescriptions()
                        .getFirst()
                        .loadBalancerName();
        String before = record().aliasTarget().dnsName();
        classic.deleteLoadBalancer(each -> each.loadBalancerName(name));
        stage.settle();
        assertThat(bring(ci.all()).problems()).isEmpty();
        assertThat(record().aliasTarget().dnsName()).isNotEqualTo(before);
        assertThat(PlanText.lines(stage.plan("ci", ci.all()))).hasSize(1);
    }

    @Test
    void theCertificateThatCoversTheNameByItsLongestNameIsFound() {
        AcmClient acm = stage.cloud().clients().acm();
        issued(stage, "specimens.test");
        String wide = issued(stage, "*.specimens.test");
        String exact = issued(stage, "web-ci.specimens.test");
        acm.requestCertificate(each -> each.domainName("api-ci.specimens.test"));
        Certificates certificates = new Certificates(acm, stage.cloud().clients().iam());
        Map<String, Boolean> names =
                Map.of(
                        "web-ci.specimens.test", true,
                        "api-ci.specimens.test", false,
                        "a.api-ci.specimens.test", false);
        assertThat(certificates.find(names, stage.now()))
                .isEqualTo(Map.of("web-ci.specimens.test", exact, "api-ci.specimens.test", wide));
    }

    /** The ARN of a certificate whose owner has proven that the name in the zone is theirs. */
    static String issued(Stage stage, String name) {
        AcmClient acm = stage.cloud().clients().acm();
        String arn =
                acm.requestCertificate(each -> each.domainName(name).validationMethod("DNS"))
                        .certificateArn();
        stage.pass(Duration.ofMinutes(1));
        var proof =
                acm.describeCertificate(each -> each.certificateArn(arn))
                        .certificate()
                        .domainValidationOptions()
                        .getFirst()
                        .resourceRecord();
        write(
                stage.cloud().clients().route53(),
                ChangeAction.UPSERT,
                ResourceRecordSet.builder()
                        .name(proof.name())
                        .type(RRType.CNAME)
                        .ttl(60L)
                        .resourceRecords(each -> each.value(proof.value()))
                        .build());
        stage.settle();
        return arn;
    }
}
