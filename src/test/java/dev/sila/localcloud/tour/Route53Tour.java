package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.AccountLimitType;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.HostedZoneLimitType;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.TagResourceType;
import software.amazon.awssdk.services.route53.model.VPC;

/** Hosted zones and their records. */
final class Route53Tour implements Tour {
    @Override
    public String service() {
        return "Route 53";
    }

    @Override
    public void walk(Rig rig) {
        Route53Client dns = rig.route53();
        String zone =
                dns.createHostedZone(r ->
                                r.name("Example.com")
                                        .callerReference("1")
                                        .hostedZoneConfig(c -> c.comment("the shop's")))
                        .hostedZone()
                        .id();
        HostedZone shown = dns.getHostedZone(r -> r.id(zone)).hostedZone();
        assertThat(shown.name()).isEqualTo("example.com.");
        assertThat(shown.resourceRecordSetCount()).isEqualTo(2);
        records(rig, dns, zone);
        pages(dns, zone);
        answers(dns, zone);
        routed(dns, zone);
        privateZone(rig, dns);
        tagsAndLimits(dns, zone);
        end(dns, zone);
    }

    private static ResourceRecordSet.Builder record(String name, RRType type, String... values) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(type)
                .ttl(60L)
                .resourceRecords(
                        List.of(values).stream()
                                .map(each -> ResourceRecord.builder().value(each).build())
                                .toList());
    }

    private static ChangeInfo change(
            Route53Client dns, String zone, ChangeAction action, ResourceRecordSet... records) {
        List<Change> changes =
                List.of(records).stream()
                        .map(each ->
                                Change.builder().action(action).resourceRecordSet(each).build())
                        .toList();
        return dns.changeResourceRecordSets(
                        r -> r.hostedZoneId(zone).changeBatch(b -> b.changes(changes)))
                .changeInfo();
    }

    private static List<ResourceRecordSet> list(Route53Client dns, String zone) {
        return dns.listResourceRecordSets(r -> r.hostedZoneId(zone)).resourceRecordSets();
    }

    private static void records(Rig rig, Route53Client dns, String zone) {
        ChangeInfo change =
                change(
                        dns,
                        zone,
                        ChangeAction.CREATE,
                        record("*.example.com", RRType.A, "10.0.0.1", "10.0.0.2").build(),
                        record("www.example.com.", RRType.CNAME, "shop.example.com").build(),
                        record("a.b.example.com", RRType.TXT, "\"v=1\" \"two\"").build());
        assertThat(change.status()).isEqualTo(ChangeStatus.PENDING);
        rig.pass(Duration.ofMinutes(1));
        assertThat(dns.getChange(r -> r.id(change.id())).changeInfo().status())
                .isEqualTo(ChangeStatus.INSYNC);
        assertThat(list(dns, zone))
                .extracting(each -> each.name() + " " + each.type())
                .containsExactly(
                        "example.com. NS",
                        "example.com. SOA",
                        "\\052.example.com. A",
                        "a.b.example.com. TXT",
                        "www.example.com. CNAME");
        change(
                dns,
                zone,
                ChangeAction.UPSERT,
                record("WWW.example.com", RRType.CNAME, "other.example.com").build());
        assertThat(list(dns, zone).getLast().resourceRecords().getFirst().value())
                .isEqualTo("other.example.com");
    }

    private static void pages(Route53Client dns, String zone) {
        ListResourceRecordSetsResponse first =
                dns.listResourceRecordSets(r -> r.hostedZoneId(zone).maxItems("3"));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.nextRecordName()).isEqualTo("a.b.example.com.");
        ListResourceRecordSetsResponse second =
                dns.listResourceRecordSets(r ->
                        r.hostedZoneId(zone)
                                .startRecordName(first.nextRecordName())
                                .startRecordType(first.nextRecordType()));
        assertThat(second.resourceRecordSets()).hasSize(2);
        assertThat(second.isTruncated()).isFalse();
        assertThat(
                        dns.listResourceRecordSetsPaginator(r -> r.hostedZoneId(zone).maxItems("1"))
                                .resourceRecordSets())
                .hasSize(5);
    }

    private static void answers(Route53Client dns, String zone) {
        assertThat(
                        dns.testDNSAnswer(r ->
                                        r.hostedZoneId(zone)
                                                .recordName("any.example.com")
                                                .recordType(RRType.A))
                                .recordData())
                .containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(
                        dns.testDNSAnswer(r ->
                                        r.hostedZoneId(zone)
                                                .recordName("a.b.example.com")
                                                .recordType(RRType.A))
                                .recordData())
                .isEmpty();
    }

    /** Weighted sets, then an alias to one name of the zone. */
    private static void routed(Route53Client dns, String zone) {
        ResourceRecordSet blue =
                record("w.example.com", RRType.A, "10.0.0.3").setIdentifier("b").weight(1L).build();
        ResourceRecordSet green =
                record("w.example.com", RRType.A, "10.0.0.4").setIdentifier("g").weight(9L).build();
        ResourceRecordSet alias =
                ResourceRecordSet.builder()
                        .name("alias.example.com")
                        .type(RRType.A)
                        .aliasTarget(t ->
                                t.hostedZoneId(zone)
                                        .dnsName("W.example.com")
                                        .evaluateTargetHealth(false))
                        .build();
        change(dns, zone, ChangeAction.CREATE, blue, green, alias);
        assertThat(
                        dns.testDNSAnswer(r ->
                                        r.hostedZoneId(zone)
                                                .recordName("alias.example.com")
                                                .recordType(RRType.A))
                                .recordData())
                .containsExactly("10.0.0.4");
        change(dns, zone, ChangeAction.DELETE, alias, blue, green);
        assertThat(list(dns, zone)).hasSize(5);
    }

    private static void privateZone(Rig rig, Route53Client dns) {
        Ec2Client ec2 = rig.ec2();
        VPC one = vpc(ec2, "10.1.0.0/16");
        VPC two = vpc(ec2, "10.2.0.0/16");
        String zone =
                dns.createHostedZone(r -> r.name("internal").callerReference("2").vpc(one))
                        .hostedZone()
                        .id();
        assertThat(dns.getHostedZone(r -> r.id(zone)).hostedZone().config().privateZone()).isTrue();
        dns.associateVPCWithHostedZone(r -> r.hostedZoneId(zone).vpc(two));
        assertThat(dns.getHostedZone(r -> r.id(zone)).vpCs()).containsExactly(one, two);
        assertThat(
                        dns.listHostedZonesByVPC(r ->
                                        r.vpcId(two.vpcId()).vpcRegion(two.vpcRegionAsString()))
                                .hostedZoneSummaries())
                .extracting(each -> each.hostedZoneId())
                .containsExactly(zone);
        dns.disassociateVPCFromHostedZone(r -> r.hostedZoneId(zone).vpc(one));
        assertThat(dns.getHostedZone(r -> r.id(zone)).vpCs()).containsExactly(two);
        assertThat(dns.listHostedZones().hostedZones()).hasSize(2);
        assertThat(dns.listHostedZones(r -> r.hostedZoneType("PrivateHostedZone")).hostedZones())
                .hasSize(1);
        assertThat(dns.listHostedZonesPaginator(r -> r.maxItems("1")).hostedZones()).hasSize(2);
        assertThat(dns.listHostedZonesByName(r -> r.dnsName("example.com")).hostedZones())
                .extracting(HostedZone::name)
                .containsExactly("example.com.", "internal.");
        assertThat(dns.getHostedZoneCount().hostedZoneCount()).isEqualTo(2);
        dns.deleteHostedZone(r -> r.id(zone));
    }

    private static VPC vpc(Ec2Client ec2, String block) {
        String id = ec2.createVpc(r -> r.cidrBlock(block)).vpc().vpcId();
        return VPC.builder().vpcId(id).vpcRegion("us-east-1").build();
    }

    private static void tagsAndLimits(Route53Client dns, String zone) {
        dns.changeTagsForResource(r ->
                r.resourceType(TagResourceType.HOSTEDZONE)
                        .resourceId(zone)
                        .addTags(t -> t.key("env").value("ci"), t -> t.key("x").value("y")));
        dns.changeTagsForResource(r ->
                r.resourceType(TagResourceType.HOSTEDZONE).resourceId(zone).removeTagKeys("x"));
        assertThat(
                        dns.listTagsForResource(r ->
                                        r.resourceType(TagResourceType.HOSTEDZONE).resourceId(zone))
                                .resourceTagSet()
                                .tags())
                .extracting(each -> each.key() + "=" + each.value())
                .containsExactly("env=ci");
        assertThat(
                        dns.listTagsForResources(r ->
                                        r.resourceType(TagResourceType.HOSTEDZONE)
                                                .resourceIds(zone))
                                .resourceTagSets())
                .hasSize(1);
        assertThat(
                        dns.getAccountLimit(r -> r.type(AccountLimitType.MAX_HOSTED_ZONES_BY_OWNER))
                                .count())
                .isEqualTo(1);
        assertThat(
                        dns.getHostedZoneLimit(r ->
                                        r.hostedZoneId(zone)
                                                .type(HostedZoneLimitType.MAX_RRSETS_BY_ZONE))
                                .count())
                .isEqualTo(5);
        assertThat(
                        dns.updateHostedZoneComment(r -> r.id(zone).comment("c"))
                                .hostedZone()
                                .config()
                                .comment())
                .isEqualTo("c");
    }

    private static void end(Route53Client dns, String zone) {
        List<ResourceRecordSet> rest = list(dns, zone).subList(2, 5);
        change(dns, zone, ChangeAction.DELETE, rest.toArray(ResourceRecordSet[]::new));
        dns.deleteHostedZone(r -> r.id(zone));
        assertThat(dns.listHostedZones().hostedZones()).isEmpty();
    }
}
