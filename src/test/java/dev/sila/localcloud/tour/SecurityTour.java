package dev.sila.localcloud.tour;

import static dev.sila.localcloud.Ec2Setup.filter;
import static dev.sila.localcloud.Ec2Setup.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Ec2Setup;
import dev.sila.localcloud.Rig;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** Security groups with their rules, and network ACLs with their entries. */
final class SecurityTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        Ec2Setup setup = new Ec2Setup(rig);
        String vpc = setup.vpc("10.0.0.0/16");
        String group = groups(rig, vpc);
        ingress(rig, group);
        egress(rig, group);
        rig.ec2().deleteSecurityGroup(r -> r.groupId(group));
        acls(rig, vpc);
    }

    private static String groups(Rig rig, String vpc) {
        Ec2Client ec2 = rig.ec2();
        String id =
                ec2.createSecurityGroup(r ->
                                r.vpcId(vpc)
                                        .groupName("web")
                                        .description("web servers")
                                        .tagSpecifications(
                                                tagged(ResourceType.SECURITY_GROUP, "web")))
                        .groupId();
        SecurityGroup group =
                ec2.describeSecurityGroups(
                                r -> r.filters(filter("vpc-id", vpc), filter("group-name", "we?")))
                        .securityGroups()
                        .getFirst();
        assertThat(group.groupId()).isEqualTo(id);
        assertThat(group.ipPermissions()).isEmpty();
        assertThat(group.ipPermissionsEgress())
                .singleElement()
                .satisfies(all -> assertThat(all.ipProtocol()).isEqualTo("-1"));
        assertThat(
                        ec2.describeSecurityGroups(r ->
                                        r.filters(
                                                filter("vpc-id", vpc),
                                                filter("egress.ip-permission.cidr", "0.0.0.0/0")))
                                .securityGroups())
                .hasSize(2);
        return id;
    }

    private static IpPermission web(String cidr) {
        return IpPermission.builder()
                .ipProtocol("6")
                .fromPort(80)
                .toPort(80)
                .ipRanges(range -> range.cidrIp(cidr).description("all"))
                .build();
    }

    private static SecurityGroupRule rule(Ec2Client ec2, String id) {
        return ec2.describeSecurityGroupRules(r -> r.securityGroupRuleIds(id))
                .securityGroupRules()
                .getFirst();
    }

    private static void ingress(Rig rig, String group) {
        Ec2Client ec2 = rig.ec2();
        String id =
                ec2.authorizeSecurityGroupIngress(r ->
                                r.groupId(group)
                                        .ipPermissions(web("10.7.1.1/8"))
                                        .tagSpecifications(
                                                tagged(ResourceType.SECURITY_GROUP_RULE, "http")))
                        .securityGroupRules()
                        .getFirst()
                        .securityGroupRuleId();
        assertThat(rule(ec2, id).cidrIpv4()).isEqualTo("10.0.0.0/8");
        assertThat(rule(ec2, id).ipProtocol()).isEqualTo("tcp");
        ec2.updateSecurityGroupRuleDescriptionsIngress(r ->
                r.groupId(group)
                        .securityGroupRuleDescriptions(
                                d -> d.securityGroupRuleId(id).description("inside")));
        assertThat(rule(ec2, id).description()).isEqualTo("inside");
        ec2.updateSecurityGroupRuleDescriptionsIngress(
                r -> r.groupId(group).ipPermissions(web("10.0.0.0/8")));
        assertThat(rule(ec2, id).description()).isEqualTo("all");
        modify(ec2, group, id);
    }

    private static void modify(Ec2Client ec2, String group, String id) {
        ec2.modifySecurityGroupRules(r ->
                r.groupId(group)
                        .securityGroupRules(u ->
                                u.securityGroupRuleId(id)
                                        .securityGroupRule(s ->
                                                s.ipProtocol("tcp")
                                                        .fromPort(443)
                                                        .toPort(443)
                                                        .cidrIpv4("10.1.0.0/16"))));
        assertThat(rule(ec2, id).toPort()).isEqualTo(443);
        assertThat(rule(ec2, id).tags()).hasSize(1);
        assertThat(
                        ec2.describeSecurityGroups(r ->
                                        r.filters(
                                                filter("ip-permission.from-port", "443"),
                                                filter("ip-permission.cidr", "10.1.*")))
                                .securityGroups())
                .hasSize(1);
        assertThat(
                        ec2.revokeSecurityGroupIngress(
                                        r -> r.groupId(group).securityGroupRuleIds(id))
                                .revokedSecurityGroupRules())
                .hasSize(1);
    }

    private static void egress(Rig rig, String group) {
        Ec2Client ec2 = rig.ec2();
        IpPermission ping =
                IpPermission.builder()
                        .ipProtocol("icmpv6")
                        .fromPort(-1)
                        .toPort(-1)
                        .ipv6Ranges(range -> range.cidrIpv6("2001:db8:0::1/32"))
                        .build();
        ec2.authorizeSecurityGroupEgress(r -> r.groupId(group).ipPermissions(ping));
        ec2.updateSecurityGroupRuleDescriptionsEgress(r ->
                r.groupId(group)
                        .ipPermissions(
                                ping.toBuilder()
                                        .ipv6Ranges(range ->
                                                range.cidrIpv6("2001:db8::/32").description("ping"))
                                        .build()));
        assertThat(
                        ec2.describeSecurityGroupRules(r -> r.filters(filter("group-id", group)))
                                .securityGroupRules())
                .filteredOn(each -> each.cidrIpv6() != null)
                .extracting(each -> each.cidrIpv6() + " " + each.description())
                .containsExactly("2001:db8::/32 ping");
        ec2.revokeSecurityGroupEgress(r -> r.groupId(group).ipPermissions(ping));
        assertThat(new Ec2Setup(rig).groupNow(group).ipPermissionsEgress()).hasSize(1);
    }

    private static void acls(Rig rig, String vpc) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String subnet = setup.subnet(vpc, "10.0.0.0/24");
        NetworkAcl made =
                ec2.createNetworkAcl(r ->
                                r.vpcId(vpc)
                                        .tagSpecifications(
                                                tagged(ResourceType.NETWORK_ACL, "strict")))
                        .networkAcl();
        String id = made.networkAclId();
        assertThat(made.entries()).extracting(NetworkAclEntry::ruleNumber).containsOnly(32767);
        entries(ec2, id);
        associate(ec2, subnet, id);
        ec2.deleteNetworkAclEntry(r -> r.networkAclId(id).egress(false).ruleNumber(100));
        ec2.deleteSubnet(r -> r.subnetId(subnet));
        ec2.deleteNetworkAcl(r -> r.networkAclId(id));
        assertThat(ec2.describeNetworkAcls(r -> r.filters(filter("vpc-id", vpc))).networkAcls())
                .hasSize(1);
    }

    private static void entries(Ec2Client ec2, String id) {
        ec2.createNetworkAclEntry(r ->
                r.networkAclId(id)
                        .egress(false)
                        .ruleNumber(100)
                        .protocol("tcp")
                        .portRange(p -> p.from(80).to(80))
                        .ruleAction(RuleAction.ALLOW)
                        .cidrBlock("0.0.0.0/0"));
        ec2.replaceNetworkAclEntry(r ->
                r.networkAclId(id)
                        .egress(false)
                        .ruleNumber(100)
                        .protocol("1")
                        .icmpTypeCode(i -> i.type(8).code(-1))
                        .ruleAction(RuleAction.DENY)
                        .cidrBlock("10.0.0.0/8"));
        assertThat(
                        ec2.describeNetworkAcls(r ->
                                        r.filters(
                                                filter("entry.rule-number", "100"),
                                                filter("entry.icmp.type", "8"),
                                                filter("default", "false")))
                                .networkAcls())
                .extracting(NetworkAcl::networkAclId)
                .containsExactly(id);
    }

    private static void associate(Ec2Client ec2, String subnet, String id) {
        String association =
                association(ec2, subnet).associations().getFirst().networkAclAssociationId();
        ec2.replaceNetworkAclAssociation(r -> r.associationId(association).networkAclId(id));
        assertThat(association(ec2, subnet).networkAclId()).isEqualTo(id);
    }

    private static NetworkAcl association(Ec2Client ec2, String subnet) {
        return ec2.describeNetworkAcls(r -> r.filters(filter("association.subnet-id", subnet)))
                .networkAcls()
                .getFirst();
    }
}
