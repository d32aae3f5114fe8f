package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.TagResourceType;
import software.amazon.awssdk.services.route53.model.VPC;

/** What Route 53 refuses. */
final class Route53Refusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/Route53/latest/APIReference/API_";
    private static final String INPUT = "InvalidInput";

    @Override
    public String service() {
        return "Route 53";
    }

    private static Refusal refused(String rule, String page, String code, Consumer<Rig> attempt) {
        return new Refusal(rule, API + page + ".html", code, attempt);
    }

    private static String zone(Rig rig) {
        return rig.route53()
                .createHostedZone(r -> r.name("example.com").callerReference("zone"))
                .hostedZone()
                .id();
    }

    private static void create(Rig rig, Consumer<CreateHostedZoneRequest.Builder> request) {
        rig.route53()
                .createHostedZone(r -> {
                    r.name("internal").callerReference("private");
                    request.accept(r);
                });
    }

    private static VPC vpc(Rig rig) {
        String id = rig.ec2().createVpc(r -> r.cidrBlock("10.7.0.0/16")).vpc().vpcId();
        return VPC.builder().vpcId(id).vpcRegion("us-east-1").build();
    }

    private static String privateZone(Rig rig, VPC vpc) {
        return rig.route53()
                .createHostedZone(r -> r.name("internal").callerReference("p").vpc(vpc))
                .hostedZone()
                .id();
    }

    private static ResourceRecordSet.Builder record(String name, String type, String... values) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(type)
                .ttl(60L)
                .resourceRecords(
                        List.of(values).stream()
                                .map(each -> ResourceRecord.builder().value(each).build())
                                .toList());
    }

    private static Change change(ChangeAction action, ResourceRecordSet.Builder record) {
        return Change.builder().action(action).resourceRecordSet(record.build()).build();
    }

    private static void apply(Route53Client dns, String zone, Change... changes) {
        dns.changeResourceRecordSets(
                r -> r.hostedZoneId(zone).changeBatch(b -> b.changes(changes)));
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(newZones(), existingZones(), associations(), lists(), tagsAndLimits())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Refusal> newZones() {
        return List.of(
                refused(
                        "A zone has a domain name",
                        "CreateHostedZone",
                        "InvalidDomainName",
                        rig -> create(rig, r -> r.name("a b"))),
                refused(
                        "A caller reference is used once",
                        "CreateHostedZone",
                        "HostedZoneAlreadyExists",
                        rig -> {
                            zone(rig);
                            create(rig, r -> r.callerReference("zone"));
                        }),
                refused(
                        "A private zone has a VPC",
                        "CreateHostedZone",
                        INPUT,
                        rig -> create(rig, r -> r.hostedZoneConfig(c -> c.privateZone(true)))),
                refused(
                        "A zone's VPC exists",
                        "CreateHostedZone",
                        "InvalidVPCId",
                        rig ->
                                create(
                                        rig,
                                        r -> r.vpc(v -> v.vpcId("vpc-1").vpcRegion("us-east-1")))),
                refused(
                        "A VPC has one private zone of a name",
                        "CreateHostedZone",
                        "ConflictingDomainExists",
                        rig -> {
                            VPC vpc = vpc(rig);
                            privateZone(rig, vpc);
                            create(rig, r -> r.vpc(vpc));
                        }));
    }

    private static List<Refusal> existingZones() {
        return List.of(
                refused(
                        "A delegation set exists",
                        "CreateHostedZone",
                        "NoSuchDelegationSet",
                        rig -> create(rig, r -> r.delegationSetId("N1"))),
                refused(
                        "A zone exists",
                        "GetHostedZone",
                        "NoSuchHostedZone",
                        rig -> rig.route53().getHostedZone(r -> r.id("Z1"))),
                refused(
                        "A zone that is deleted has no records but its own two",
                        "DeleteHostedZone",
                        "HostedZoneNotEmpty",
                        rig -> {
                            String zone = zone(rig);
                            apply(
                                    rig.route53(),
                                    zone,
                                    change(
                                            ChangeAction.CREATE,
                                            record("a.example.com", "A", "10.0.0.1")));
                            rig.route53().deleteHostedZone(r -> r.id(zone));
                        }),
                refused(
                        "A public zone has no VPCs",
                        "AssociateVPCWithHostedZone",
                        "PublicZoneVPCAssociation",
                        rig -> {
                            String zone = zone(rig);
                            VPC vpc = vpc(rig);
                            rig.route53()
                                    .associateVPCWithHostedZone(r -> r.hostedZoneId(zone).vpc(vpc));
                        }));
    }

    private static List<Refusal> associations() {
        return List.of(
                refused(
                        "A private zone keeps one VPC",
                        "DisassociateVPCFromHostedZone",
                        "LastVPCAssociation",
                        rig -> {
                            VPC vpc = vpc(rig);
                            String zone = privateZone(rig, vpc);
                            rig.route53()
                                    .disassociateVPCFromHostedZone(
                                            r -> r.hostedZoneId(zone).vpc(vpc));
                        }),
                refused(
                        "A VPC that is taken from a zone is one of its VPCs",
                        "DisassociateVPCFromHostedZone",
                        "VPCAssociationNotFound",
                        rig -> {
                            String zone = privateZone(rig, vpc(rig));
                            VPC other = vpc(rig);
                            rig.route53()
                                    .disassociateVPCFromHostedZone(
                                            r -> r.hostedZoneId(zone).vpc(other));
                        }));
    }

    private static List<Refusal> lists() {
        return List.of(
                refused(
                        "A change exists",
                        "GetChange",
                        "NoSuchChange",
                        rig -> rig.route53().getChange(r -> r.id("C1"))),
                refused(
                        "A list that starts at a type starts at a name",
                        "ListResourceRecordSets",
                        INPUT,
                        rig -> {
                            String zone = zone(rig);
                            rig.route53()
                                    .listResourceRecordSets(
                                            r -> r.hostedZoneId(zone).startRecordType("A"));
                        }),
                refused(
                        "A list by name that starts at a zone starts at a name",
                        "ListHostedZonesByName",
                        INPUT,
                        rig -> rig.route53().listHostedZonesByName(r -> r.hostedZoneId("Z1"))),
                refused(
                        "A tag has a key of its own",
                        "ChangeTagsForResource",
                        INPUT,
                        rig -> {
                            String zone = zone(rig);
                            rig.route53()
                                    .changeTagsForResource(r ->
                                            r.resourceType(TagResourceType.HOSTEDZONE)
                                                    .resourceId(zone)
                                                    .addTags(t -> t.key("aws:a").value("b")));
                        }));
    }

    private static List<Refusal> tagsAndLimits() {
        return List.of(
                refused(
                        "Private zones are not asked",
                        "TestDNSAnswer",
                        INPUT,
                        rig -> {
                            String zone = privateZone(rig, vpc(rig));
                            rig.route53()
                                    .testDNSAnswer(r ->
                                            r.hostedZoneId(zone)
                                                    .recordName("a.internal")
                                                    .recordType("A"));
                        }),
                refused(
                        "A public zone has no limit of VPCs",
                        "GetHostedZoneLimit",
                        "HostedZoneNotPrivate",
                        rig -> {
                            String zone = zone(rig);
                            rig.route53()
                                    .getHostedZoneLimit(r ->
                                            r.hostedZoneId(zone)
                                                    .type("MAX_VPCS_ASSOCIATED_BY_ZONE"));
                        }));
    }
}
