package dev.sila.localcloud.tour;

import static dev.sila.localcloud.Ec2Setup.filter;
import static dev.sila.localcloud.Ec2Setup.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Ec2Setup;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.HostnameType;
import software.amazon.awssdk.services.ec2.model.NewDhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** VPCs, their ranges, attributes and DHCP options, subnets, zones, and tags. */
final class VpcTour implements Tour {
    private static final AttributeBooleanValue TRUE =
            AttributeBooleanValue.builder().value(true).build();

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        zones(rig.ec2());
        vpcs(rig);
        subnets(rig);
        options(rig);
        tags(rig);
        defaults(rig);
    }

    private static void zones(Ec2Client ec2) {
        assertThat(ec2.describeAvailabilityZones().availabilityZones())
                .extracting(each -> each.zoneName() + " " + each.zoneId())
                .containsExactly(
                        "us-east-1a use1-az1", "us-east-1b use1-az2", "us-east-1c use1-az3");
        assertThat(
                        ec2.describeAvailabilityZones(
                                        r -> r.filters(filter("zone-name", "*b", "*c")))
                                .availabilityZones())
                .hasSize(2);
        assertThat(ec2.describeRegions().regions())
                .singleElement()
                .satisfies(region -> assertThat(region.regionName()).isEqualTo("us-east-1"));
        assertThat(ec2.describeAccountAttributes().accountAttributes())
                .extracting(each -> each.attributeName())
                .contains("default-vpc", "vpc-max-security-groups-per-interface");
    }

    private static void vpcs(Rig rig) {
        Ec2Client ec2 = rig.ec2();
        Vpc made =
                ec2.createVpc(r ->
                                r.cidrBlock("10.0.7.9/16")
                                        .tagSpecifications(tagged(ResourceType.VPC, "mine")))
                        .vpc();
        assertThat(made.state()).isEqualTo(VpcState.PENDING);
        assertThat(made.cidrBlock()).isEqualTo("10.0.0.0/16");
        assertThat(made.tags()).extracting(Tag::value).containsExactly("mine");
        rig.pass(Duration.ofSeconds(5));
        assertThat(ec2.describeVpcs(r -> r.filters(filter("tag:Name", "mi*"))).vpcs())
                .singleElement()
                .satisfies(vpc -> assertThat(vpc.state()).isEqualTo(VpcState.AVAILABLE));
        attributes(ec2, made.vpcId());
        ranges(rig, made.vpcId());
        ec2.deleteVpc(r -> r.vpcId(made.vpcId()));
        assertThat(ec2.describeVpcs().vpcs()).extracting(Vpc::isDefault).containsExactly(true);
    }

    private static void attributes(Ec2Client ec2, String vpc) {
        ec2.modifyVpcAttribute(r -> r.vpcId(vpc).enableDnsHostnames(TRUE));
        assertThat(
                        ec2.describeVpcAttribute(r ->
                                        r.vpcId(vpc)
                                                .attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                                .enableDnsHostnames()
                                .value())
                .isTrue();
    }

    private static void ranges(Rig rig, String vpc) {
        Ec2Client ec2 = rig.ec2();
        String association =
                ec2.associateVpcCidrBlock(r -> r.vpcId(vpc).cidrBlock("10.2.0.0/20"))
                        .cidrBlockAssociation()
                        .associationId();
        rig.pass(Duration.ofSeconds(10));
        assertThat(
                        ec2.describeVpcs(r ->
                                        r.filters(
                                                filter(
                                                        "cidr-block-association.cidr-block",
                                                        "10.2.0.0/20")))
                                .vpcs()
                                .getFirst()
                                .cidrBlockAssociationSet())
                .hasSize(2)
                .allSatisfy(each ->
                        assertThat(each.cidrBlockState().state())
                                .isEqualTo(VpcCidrBlockStateCode.ASSOCIATED));
        Ec2Setup setup = new Ec2Setup(rig);
        String subnet = setup.subnet(vpc, "10.2.1.0/24");
        assertThat(setup.tableNow(setup.mainTable(vpc)).routes())
                .extracting(each -> each.destinationCidrBlock())
                .containsExactlyInAnyOrder("10.0.0.0/16", "10.2.0.0/20");
        ec2.deleteSubnet(r -> r.subnetId(subnet));
        ec2.disassociateVpcCidrBlock(r -> r.associationId(association));
        assertThat(setup.tableNow(setup.mainTable(vpc)).routes()).hasSize(1);
    }

    private static void subnets(Rig rig) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String vpc = setup.vpc("10.0.0.0/16");
        String id = setup.subnet(vpc, "10.0.1.0/28", "us-east-1b");
        ec2.modifySubnetAttribute(r -> r.subnetId(id).mapPublicIpOnLaunch(TRUE));
        ec2.modifySubnetAttribute(
                r -> r.subnetId(id).privateDnsHostnameTypeOnLaunch(HostnameType.RESOURCE_NAME));
        setup.card(id);
        Subnet subnet =
                ec2.describeSubnets(r ->
                                r.filters(
                                        filter("vpc-id", vpc),
                                        filter("availability-zone", "us-east-1b"),
                                        filter("available-ip-address-count", "10")))
                        .subnets()
                        .getFirst();
        assertThat(subnet.mapPublicIpOnLaunch()).isTrue();
        assertThat(subnet.privateDnsNameOptionsOnLaunch().hostnameType())
                .isEqualTo(HostnameType.RESOURCE_NAME);
    }

    private static void options(Rig rig) {
        Ec2Client ec2 = rig.ec2();
        String vpc = new Ec2Setup(rig).vpc("10.3.0.0/16");
        String id =
                ec2.createDhcpOptions(r ->
                                r.dhcpConfigurations(
                                                option("domain-name", "inside.example.org"),
                                                option(
                                                        "domain-name-servers",
                                                        "10.3.0.5",
                                                        "10.3.0.6"),
                                                option("netbios-node-type", "2"))
                                        .tagSpecifications(
                                                tagged(ResourceType.DHCP_OPTIONS, "inside")))
                        .dhcpOptions()
                        .dhcpOptionsId();
        ec2.associateDhcpOptions(r -> r.vpcId(vpc).dhcpOptionsId(id));
        assertThat(ec2.describeVpcs(r -> r.filters(filter("dhcp-options-id", id))).vpcs())
                .extracting(Vpc::vpcId)
                .containsExactly(vpc);
        assertThat(
                        ec2.describeDhcpOptions(r ->
                                        r.filters(
                                                filter("key", "domain-name"),
                                                filter("value", "*.example.org")))
                                .dhcpOptions())
                .extracting(each -> each.dhcpOptionsId())
                .containsExactly(id);
        ec2.associateDhcpOptions(r -> r.vpcId(vpc).dhcpOptionsId("default"));
        ec2.deleteDhcpOptions(r -> r.dhcpOptionsId(id));
        assertThat(ec2.describeDhcpOptions().dhcpOptions()).hasSize(1);
    }

    private static NewDhcpConfiguration option(String key, String... values) {
        return NewDhcpConfiguration.builder().key(key).values(values).build();
    }

    private static void tags(Rig rig) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String vpc = setup.vpc("10.4.0.0/16");
        List<String> all =
                List.of(
                        vpc,
                        setup.subnet(vpc, "10.4.0.0/24"),
                        setup.mainTable(vpc),
                        setup.address());
        ec2.createTags(r ->
                r.resources(all)
                        .tags(
                                Tag.builder().key("team").value("blue").build(),
                                Tag.builder().key("empty").build()));
        assertThat(ec2.describeTags(r -> r.filters(filter("tag:team", "b*"))).tags())
                .extracting(TagDescription::resourceId)
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(
                        ec2.describeTags(r ->
                                        r.filters(
                                                filter("resource-type", "elastic-ip"),
                                                filter("key", "empty")))
                                .tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEmpty());
        assertThat(ec2.describeTagsPaginator(r -> r.maxResults(5)).stream().count()).isEqualTo(2);
        ec2.deleteTags(r -> r.resources(all).tags(Tag.builder().key("team").value("red").build()));
        assertThat(ec2.describeTags(r -> r.filters(filter("key", "team"))).tags()).hasSize(4);
        ec2.deleteTags(r -> r.resources(all));
        assertThat(ec2.describeTags().tags()).isEmpty();
    }

    private static void defaults(Rig rig) {
        Ec2Client ec2 = rig.ec2();
        Subnet first =
                ec2.describeSubnets(r ->
                                r.filters(
                                        filter("default-for-az", "true"),
                                        filter("availability-zone", "us-east-1a")))
                        .subnets()
                        .getFirst();
        ec2.deleteSubnet(r -> r.subnetId(first.subnetId()));
        Subnet again = ec2.createDefaultSubnet(r -> r.availabilityZone("us-east-1a")).subnet();
        assertThat(again.cidrBlock()).isEqualTo("172.31.0.0/20");
        assertThat(again.mapPublicIpOnLaunch()).isTrue();
        String vpc = first.vpcId();
        ec2.describeSubnets(r -> r.filters(filter("vpc-id", vpc)))
                .subnets()
                .forEach(each -> ec2.deleteSubnet(r -> r.subnetId(each.subnetId())));
        String gateway =
                ec2.describeInternetGateways(r -> r.filters(filter("attachment.vpc-id", vpc)))
                        .internetGateways()
                        .getFirst()
                        .internetGatewayId();
        ec2.detachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
        ec2.deleteVpc(r -> r.vpcId(vpc));
        Vpc made = ec2.createDefaultVpc().vpc();
        assertThat(made.isDefault()).isTrue();
        assertThat(made.cidrBlock()).isEqualTo("172.31.0.0/16");
        assertThat(ec2.describeSubnets(r -> r.filters(filter("vpc-id", made.vpcId()))).subnets())
                .hasSize(3);
    }
}
