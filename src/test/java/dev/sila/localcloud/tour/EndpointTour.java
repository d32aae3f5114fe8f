package dev.sila.localcloud.tour;

import static dev.sila.localcloud.Ec2Setup.filter;
import static dev.sila.localcloud.Ec2Setup.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Ec2Setup;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListState;
import software.amazon.awssdk.services.ec2.model.RemovePrefixListEntry;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Endpoints to AWS's services, and the prefix lists that routes and rules name. */
final class EndpointTour implements Tour {
    private static final String SERVICE = "com.amazonaws.us-east-1.";

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        services(rig.ec2());
        Ec2Setup setup = new Ec2Setup(rig);
        String vpc = setup.vpc("10.0.0.0/16");
        gateway(rig, vpc);
        interfaces(rig, vpc);
        lists(rig, vpc);
    }

    private static void services(Ec2Client ec2) {
        assertThat(
                        ec2.describeVpcEndpointServices(
                                        r -> r.filters(filter("service-type", "Gateway")))
                                .serviceDetails())
                .extracting(ServiceDetail::serviceName)
                .containsExactlyInAnyOrder(SERVICE + "s3", SERVICE + "dynamodb");
        assertThat(
                        ec2.describeVpcEndpointServices(r -> r.serviceNames(SERVICE + "s3"))
                                .serviceDetails())
                .hasSize(2);
        assertThat(
                        ec2.describePrefixLists(r -> r.filters(filter("prefix-list-name", "*.s3")))
                                .prefixLists())
                .singleElement()
                .satisfies(list -> assertThat(list.cidrs()).isNotEmpty());
    }

    private static VpcEndpoint now(Rig rig, String id) {
        return rig.ec2().describeVpcEndpoints(r -> r.vpcEndpointIds(id)).vpcEndpoints().getFirst();
    }

    private static void gateway(Rig rig, String vpc) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String one = setup.table(vpc);
        String other = setup.table(vpc);
        VpcEndpoint made =
                ec2.createVpcEndpoint(r ->
                                r.vpcId(vpc)
                                        .serviceName(SERVICE + "s3")
                                        .routeTableIds(one)
                                        .tagSpecifications(tagged(ResourceType.VPC_ENDPOINT, "s3")))
                        .vpcEndpoint();
        String id = made.vpcEndpointId();
        assertThat(made.stateAsString()).isEqualTo("available");
        assertThat(made.policyDocument()).contains("Allow");
        assertThat(setup.tableNow(one).routes())
                .filteredOn(each -> each.destinationPrefixListId() != null)
                .extracting(Route::gatewayId)
                .containsExactly(id);
        ec2.modifyVpcEndpoint(r ->
                r.vpcEndpointId(id)
                        .addRouteTableIds(other)
                        .removeRouteTableIds(one)
                        .policyDocument(made.policyDocument().replace("Allow", "Deny")));
        assertThat(now(rig, id).routeTableIds()).containsExactly(other);
        assertThat(now(rig, id).policyDocument()).contains("Deny");
        ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).resetPolicy(true));
        assertThat(now(rig, id).policyDocument()).contains("Allow");
        assertThat(setup.tableNow(one).routes()).hasSize(1);
        String unknown = "vpce-0123456789abcdef0";
        assertThat(ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id, unknown)).unsuccessful())
                .singleElement()
                .satisfies(each ->
                        assertThat(each.error().code()).isEqualTo("InvalidVpcEndpoint.NotFound"));
        assertThat(setup.tableNow(other).routes()).hasSize(1);
    }

    private static void interfaces(Rig rig, String vpc) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        ec2.modifyVpcAttribute(r ->
                r.vpcId(vpc)
                        .enableDnsHostnames(AttributeBooleanValue.builder().value(true).build()));
        String one = setup.subnet(vpc, "10.0.1.0/24", "us-east-1a");
        String other = setup.subnet(vpc, "10.0.2.0/24", "us-east-1b");
        String group = setup.group(vpc, "endpoint");
        String id =
                ec2.createVpcEndpoint(r ->
                                r.vpcId(vpc)
                                        .vpcEndpointType("Interface")
                                        .serviceName(SERVICE + "sqs")
                                        .subnetIds(one)
                                        .securityGroupIds(group))
                        .vpcEndpoint()
                        .vpcEndpointId();
        assertThat(now(rig, id).stateAsString()).isEqualTo("pending");
        rig.pass(Duration.ofMinutes(2));
        ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(id).addSubnetIds(other).removeSubnetIds(one));
        VpcEndpoint endpoint = now(rig, id);
        assertThat(endpoint.stateAsString()).isEqualTo("available");
        assertThat(endpoint.subnetIds()).containsExactly(other);
        assertThat(endpoint.dnsEntries())
                .extracting(DnsEntry::dnsName)
                .contains("sqs.us-east-1.amazonaws.com");
        assertThat(
                        ec2.describeNetworkInterfaces(r -> r.filters(filter("group-id", group)))
                                .networkInterfaces())
                .singleElement()
                .satisfies(card -> {
                    assertThat(card.subnetId()).isEqualTo(other);
                    assertThat(card.interfaceTypeAsString()).isEqualTo("vpc_endpoint");
                });
        delete(rig, id);
        ec2.deleteSubnet(r -> r.subnetId(other));
    }

    private static void delete(Rig rig, String id) {
        rig.ec2().deleteVpcEndpoints(r -> r.vpcEndpointIds(id));
        assertThat(now(rig, id).stateAsString()).isEqualTo("deleting");
        rig.pass(Duration.ofMinutes(2));
        assertThat(rig.ec2().describeVpcEndpoints().vpcEndpoints()).isEmpty();
    }

    private static ManagedPrefixList list(Rig rig, String id) {
        return rig.ec2()
                .describeManagedPrefixLists(r -> r.prefixListIds(id))
                .prefixLists()
                .getFirst();
    }

    private static void lists(Rig rig, String vpc) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String id = setup.prefixList(2, "10.8.0.0/16");
        assertThat(list(rig, id).state()).isEqualTo(PrefixListState.CREATE_COMPLETE);
        ec2.modifyManagedPrefixList(r ->
                r.prefixListId(id)
                        .currentVersion(1L)
                        .addEntries(AddPrefixListEntry.builder().cidr("10.9.1.2/16").build())
                        .removeEntries(
                                RemovePrefixListEntry.builder().cidr("10.8.0.0/16").build()));
        assertThat(list(rig, id).state()).isEqualTo(PrefixListState.MODIFY_IN_PROGRESS);
        rig.pass(Duration.ofSeconds(10));
        assertThat(list(rig, id).version()).isEqualTo(2);
        assertThat(ec2.getManagedPrefixListEntries(r -> r.prefixListId(id)).entries())
                .extracting(PrefixListEntry::cidr)
                .containsExactly("10.9.0.0/16");
        assertThat(
                        ec2.getManagedPrefixListEntries(r -> r.prefixListId(id).targetVersion(1L))
                                .entries())
                .extracting(PrefixListEntry::cidr)
                .containsExactly("10.8.0.0/16");
        used(rig, vpc, id);
        ec2.deleteManagedPrefixList(r -> r.prefixListId(id));
        rig.pass(Duration.ofSeconds(10));
        assertThat(
                        ec2.describeManagedPrefixLists(
                                        r -> r.filters(filter("owner-id", "000000000000")))
                                .prefixLists())
                .isEmpty();
    }

    private static void used(Rig rig, String vpc, String id) {
        Ec2Client ec2 = rig.ec2();
        String group = new Ec2Setup(rig).group(vpc, "offices");
        String rule =
                ec2.authorizeSecurityGroupIngress(r ->
                                r.groupId(group)
                                        .ipPermissions(p ->
                                                p.ipProtocol("tcp")
                                                        .fromPort(22)
                                                        .toPort(22)
                                                        .prefixListIds(l -> l.prefixListId(id))))
                        .securityGroupRules()
                        .getFirst()
                        .securityGroupRuleId();
        assertThat(
                        ec2.getManagedPrefixListAssociations(r -> r.prefixListId(id))
                                .prefixListAssociations())
                .extracting(each -> each.resourceId())
                .containsExactly(group);
        ec2.revokeSecurityGroupIngress(r -> r.groupId(group).securityGroupRuleIds(rule));
    }
}
