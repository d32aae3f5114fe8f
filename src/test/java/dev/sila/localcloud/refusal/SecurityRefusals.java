package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.Ec2Rules.ERRORS;
import static dev.sila.localcloud.refusal.Ec2Rules.api;
import static dev.sila.localcloud.refusal.Ec2Rules.guide;
import static dev.sila.localcloud.refusal.Ec2Rules.rule;

import dev.sila.localcloud.Ec2Setup;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** What EC2 refuses of security groups and network ACLs. */
final class SecurityRefusals implements Corpus {
    private static final String GROUP = api("CreateSecurityGroup");
    private static final String INGRESS = api("AuthorizeSecurityGroupIngress");
    private static final String ANY = "0.0.0.0/0";
    private static final String ENTRY = api("CreateNetworkAclEntry");

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(GROUPS, DELETIONS, RULES, CHANGES, ACLS, ENTRIES)
                .flatMap(List::stream)
                .toList();
    }

    private record Place(Ec2Client ec2, Ec2Setup setup, String vpc) {
        void allow(String group, IpPermission permission) {
            ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(permission));
        }

        void entry(int number, String protocol, String range) {
            String acl = setup.defaultAcl(vpc);
            ec2.createNetworkAclEntry(r ->
                    r.networkAclId(acl)
                            .egress(false)
                            .ruleNumber(number)
                            .protocol(protocol)
                            .ruleAction(RuleAction.ALLOW)
                            .cidrBlock(range));
        }
    }

    private static Refusal in(String rule, String source, String code, Consumer<Place> attempt) {
        return rule(
                rule,
                source,
                code,
                (ec2, setup) -> attempt.accept(new Place(ec2, setup, setup.vpc("10.0.0.0/16"))));
    }

    private static Refusal named(String rule, String code, String... names) {
        return in(
                rule,
                GROUP,
                code,
                p -> Stream.of(names).forEach(each -> p.setup().group(p.vpc(), each)));
    }

    private static final List<Refusal> GROUPS =
            List.of(
                    named("A name is in a VPC once", "InvalidGroup.Duplicate", "web", "web"),
                    named("A VPC has its default group", "InvalidGroup.Duplicate", "default"),
                    named("A name is none of an identifier", "InvalidParameterValue", "sg-web"),
                    named(
                            "A name has up to 255 characters",
                            "InvalidParameterValue",
                            "x".repeat(256)),
                    named("A name has plain characters", "InvalidParameterValue", "wéb"),
                    in(
                            "A group has a description",
                            GROUP,
                            "MissingParameter",
                            p ->
                                    p.ec2()
                                            .createSecurityGroup(
                                                    r -> r.vpcId(p.vpc()).groupName("web"))),
                    in(
                            "A description has plain characters",
                            GROUP,
                            "InvalidParameterValue",
                            p ->
                                    p.ec2()
                                            .createSecurityGroup(r ->
                                                    r.vpcId(p.vpc())
                                                            .groupName("web")
                                                            .description("wéb"))));

    private static final List<Refusal> DELETIONS =
            List.of(
                    in(
                            "The default group stays",
                            guide("default-security-group"),
                            "CannotDelete",
                            p -> {
                                String id =
                                        p.ec2()
                                                .describeSecurityGroups(r ->
                                                        r.filters(
                                                                Ec2Setup.filter("vpc-id", p.vpc())))
                                                .securityGroups()
                                                .getFirst()
                                                .groupId();
                                p.ec2().deleteSecurityGroup(r -> r.groupId(id));
                            }),
                    in(
                            "A group that an interface has stays",
                            api("DeleteSecurityGroup"),
                            "DependencyViolation",
                            p -> {
                                String group = p.setup().group(p.vpc(), "web");
                                String subnet = p.setup().subnet(p.vpc(), "10.0.0.0/24");
                                p.ec2()
                                        .createNetworkInterface(
                                                r -> r.subnetId(subnet).groups(group));
                                p.ec2().deleteSecurityGroup(r -> r.groupId(group));
                            }),
                    in(
                            "A group that another group's rule names stays",
                            api("DeleteSecurityGroup"),
                            "DependencyViolation",
                            p -> {
                                String group = p.setup().group(p.vpc(), "web");
                                p.allow(p.setup().group(p.vpc(), "app"), from(group));
                                p.ec2().deleteSecurityGroup(r -> r.groupId(group));
                            }));

    private static IpPermission from(String group) {
        return IpPermission.builder()
                .ipProtocol("-1")
                .userIdGroupPairs(pair -> pair.groupId(group))
                .build();
    }

    private static IpPermission.Builder tcp(@Nullable Integer from, @Nullable Integer to) {
        return IpPermission.builder().ipProtocol("tcp").fromPort(from).toPort(to);
    }

    private static IpPermission web(String range) {
        return tcp(80, 80).ipRanges(r -> r.cidrIp(range)).build();
    }

    private static Refusal allowed(String rule, String code, IpPermission... permissions) {
        return in(
                rule,
                INGRESS,
                code,
                p -> {
                    String group = p.setup().group(p.vpc(), "web");
                    Stream.of(permissions).forEach(each -> p.allow(group, each));
                });
    }

    private static final List<Refusal> RULES =
            List.of(
                    allowed(
                            "A rule is there once, whatever host bits it was written with",
                            "InvalidPermission.Duplicate",
                            web("10.0.0.0/8"),
                            web("10.1.2.3/8")),
                    allowed("A source is a range", "InvalidParameterValue", web("10.0.0.0")),
                    allowed(
                            "TCP has ports",
                            "InvalidParameterValue",
                            tcp(null, null).ipRanges(r -> r.cidrIp(ANY)).build()),
                    allowed(
                            "Ports go up to 65535",
                            "InvalidParameterValue",
                            tcp(80, 65536).ipRanges(r -> r.cidrIp(ANY)).build()),
                    allowed(
                            "Ports go upwards",
                            "InvalidParameterValue",
                            tcp(90, 80).ipRanges(r -> r.cidrIp(ANY)).build()),
                    allowed(
                            "A protocol is one that there is",
                            "InvalidParameterValue",
                            web(ANY).toBuilder().ipProtocol("tpc").build()),
                    allowed(
                            "ICMP has a type and a code",
                            "InvalidParameterValue",
                            web(ANY).toBuilder().ipProtocol("icmp").fromPort(-1).toPort(5).build()),
                    allowed("A rule has a source", "MissingParameter", tcp(80, 80).build()),
                    allowed(
                            "A group that is named exists",
                            "InvalidGroup.NotFound",
                            from("sg-0123456789abcdef0")),
                    allowed(
                            "A prefix list that is named exists",
                            "InvalidPrefixListID.NotFound",
                            tcp(80, 80)
                                    .prefixListIds(l -> l.prefixListId("pl-0123456789abcdef0"))
                                    .build()),
                    in(
                            "A group of a VPC that is not peered is not named",
                            INGRESS,
                            "InvalidGroup.NotFound",
                            p ->
                                    p.allow(
                                            p.setup().group(p.vpc(), "web"),
                                            from(
                                                    p.setup()
                                                            .group(
                                                                    p.setup().vpc("10.1.0.0/16"),
                                                                    "app")))),
                    allowed(
                            "A group has so many rules",
                            "RulesPerSecurityGroupLimitExceeded",
                            tcp(80, 80)
                                    .ipRanges(
                                            IntStream.range(0, 61)
                                                    .mapToObj(i -> "10.0." + i + ".0/24")
                                                    .map(each ->
                                                            IpRange.builder().cidrIp(each).build())
                                                    .toList())
                                    .build()),
                    in(
                            "A prefix list counts as often as it may have entries",
                            guide("amazon-vpc-limits"),
                            "RulesPerSecurityGroupLimitExceeded",
                            p -> {
                                String list = p.setup().prefixList(61);
                                p.allow(
                                        p.setup().group(p.vpc(), "web"),
                                        tcp(80, 80)
                                                .prefixListIds(l -> l.prefixListId(list))
                                                .build());
                            }));

    private static final List<Refusal> CHANGES =
            List.of(
                    in(
                            "A rule that is revoked exists",
                            ERRORS,
                            "InvalidPermission.NotFound",
                            p -> {
                                String group = p.setup().group(p.vpc(), "web");
                                p.ec2()
                                        .revokeSecurityGroupIngress(r ->
                                                r.groupId(group).ipPermissions(web("0.0.0.0/0")));
                            }),
                    in(
                            "A rule that is changed is the group's own",
                            ERRORS,
                            "InvalidSecurityGroupRuleId.NotFound",
                            p -> {
                                String group = p.setup().group(p.vpc(), "web");
                                p.ec2()
                                        .modifySecurityGroupRules(r ->
                                                r.groupId(group)
                                                        .securityGroupRules(u ->
                                                                u.securityGroupRuleId(
                                                                        "sgr-0123456789abcdef0")));
                            }),
                    in(
                            "A rule does not become like another",
                            api("ModifySecurityGroupRules"),
                            "InvalidPermission.Duplicate",
                            SecurityRefusals::becomeSame),
                    in(
                            "A rule that is described exists",
                            api("UpdateSecurityGroupRuleDescriptionsIngress"),
                            "InvalidPermission.NotFound",
                            p -> {
                                String group = p.setup().group(p.vpc(), "web");
                                p.ec2()
                                        .updateSecurityGroupRuleDescriptionsIngress(r ->
                                                r.groupId(group).ipPermissions(web("0.0.0.0/0")));
                            }));

    private static void becomeSame(Place p) {
        String group = p.setup().group(p.vpc(), "web");
        p.allow(group, web("10.0.0.0/8"));
        String id =
                p.ec2()
                        .authorizeSecurityGroupIngress(
                                r -> r.groupId(group).ipPermissions(web("10.0.0.0/9")))
                        .securityGroupRules()
                        .getFirst()
                        .securityGroupRuleId();
        p.ec2()
                .modifySecurityGroupRules(r ->
                        r.groupId(group)
                                .securityGroupRules(u ->
                                        u.securityGroupRuleId(id)
                                                .securityGroupRule(s ->
                                                        s.ipProtocol("tcp")
                                                                .fromPort(80)
                                                                .toPort(80)
                                                                .cidrIpv4("10.0.0.0/8"))));
    }

    private static final List<Refusal> ACLS =
            List.of(
                    in(
                            "The default ACL stays",
                            api("DeleteNetworkAcl"),
                            "InvalidParameterValue",
                            p -> {
                                String acl = p.setup().defaultAcl(p.vpc());
                                p.ec2().deleteNetworkAcl(r -> r.networkAclId(acl));
                            }),
                    in(
                            "An ACL in use stays",
                            api("DeleteNetworkAcl"),
                            "DependencyViolation",
                            SecurityRefusals::usedAcl),
                    in(
                            "An association that is replaced exists",
                            ERRORS,
                            "InvalidAssociationID.NotFound",
                            p -> {
                                String acl = p.setup().defaultAcl(p.vpc());
                                p.ec2()
                                        .replaceNetworkAclAssociation(r ->
                                                r.networkAclId(acl)
                                                        .associationId(
                                                                "aclassoc-0123456789abcdef0"));
                            }),
                    in(
                            "A VPC with another ACL is not deleted",
                            api("DeleteVpc"),
                            "DependencyViolation",
                            p -> {
                                p.ec2().createNetworkAcl(r -> r.vpcId(p.vpc()));
                                p.ec2().deleteVpc(r -> r.vpcId(p.vpc()));
                            }));

    private static void usedAcl(Place p) {
        p.setup().subnet(p.vpc(), "10.0.0.0/24");
        String association =
                p.ec2()
                        .describeNetworkAcls(r -> r.networkAclIds(p.setup().defaultAcl(p.vpc())))
                        .networkAcls()
                        .getFirst()
                        .associations()
                        .getFirst()
                        .networkAclAssociationId();
        String acl = p.ec2().createNetworkAcl(r -> r.vpcId(p.vpc())).networkAcl().networkAclId();
        p.ec2().replaceNetworkAclAssociation(r -> r.associationId(association).networkAclId(acl));
        p.ec2().deleteNetworkAcl(r -> r.networkAclId(acl));
    }

    private static final List<Refusal> ENTRIES =
            List.of(
                    in(
                            "A number is taken once",
                            ERRORS,
                            "NetworkAclEntryAlreadyExists",
                            p -> p.entry(100, "-1", "10.0.0.0/8")),
                    in(
                            "A number is 1 to 32766",
                            ENTRY,
                            "InvalidParameterValue",
                            p -> p.entry(32767, "-1", "10.0.0.0/8")),
                    in(
                            "A range is a range",
                            ENTRY,
                            "InvalidParameterValue",
                            p -> p.entry(1, "-1", "10.0.0.0")),
                    in(
                            "TCP has ports",
                            ENTRY,
                            "MissingParameter",
                            p -> p.entry(1, "6", "10.0.0.0/8")),
                    in(
                            "A protocol is one that there is",
                            ENTRY,
                            "InvalidParameterValue",
                            p -> p.entry(1, "256", "10.0.0.0/8")),
                    in(
                            "An entry that is deleted exists",
                            ERRORS,
                            "InvalidNetworkAclEntry.NotFound",
                            p -> {
                                String acl = p.setup().defaultAcl(p.vpc());
                                p.ec2()
                                        .deleteNetworkAclEntry(r ->
                                                r.networkAclId(acl).egress(true).ruleNumber(7));
                            }),
                    in(
                            "An ACL has so many entries",
                            guide("amazon-vpc-limits"),
                            "NetworkAclEntryLimitExceeded",
                            p ->
                                    IntStream.range(1, 21)
                                            .forEach(i -> p.entry(i, "-1", "10.0.0.0/8"))));
}
