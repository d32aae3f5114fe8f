package dev.sila.localcloud;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What tests of networks make first, each by one call that gives the identifier. */
public final class Ec2Setup {
    /** An image that is there from the start. */
    public static final String IMAGE =
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    private final Rig rig;
    private final Ec2Client ec2;

    public Ec2Setup(Rig rig) {
        this.rig = rig;
        ec2 = rig.ec2();
    }

    /** A filter of one value or more. */
    public static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** One tag for what a request makes. */
    public static TagSpecification tagged(ResourceType type, String name) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(Tag.builder().key("Name").value(name).build())
                .build();
    }

    public String vpc(String cidr) {
        return ec2.createVpc(r -> r.cidrBlock(cidr)).vpc().vpcId();
    }

    /** A subnet in the first zone. */
    public String subnet(String vpc, String cidr) {
        return subnet(vpc, cidr, "us-east-1a");
    }

    public String subnet(String vpc, String cidr, String zone) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    /** An internet gateway, attached. */
    public String gateway(String vpc) {
        String id = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpc));
        return id;
    }

    public String table(String vpc) {
        return ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
    }

    /** A route table as it is now. */
    public RouteTable tableNow(String id) {
        return ec2.describeRouteTables(r -> r.routeTableIds(id)).routeTables().getFirst();
    }

    public String mainTable(String vpc) {
        return ec2.describeRouteTables(
                        r -> r.filters(filter("vpc-id", vpc), filter("association.main", "true")))
                .routeTables()
                .getFirst()
                .routeTableId();
    }

    /** The default network ACL of a VPC. */
    public String defaultAcl(String vpc) {
        return ec2.describeNetworkAcls(
                        r -> r.filters(filter("vpc-id", vpc), filter("default", "true")))
                .networkAcls()
                .getFirst()
                .networkAclId();
    }

    public String group(String vpc, String name) {
        return ec2.createSecurityGroup(r -> r.vpcId(vpc).groupName(name).description("a group"))
                .groupId();
    }

    public SecurityGroup groupNow(String id) {
        return ec2.describeSecurityGroups(r -> r.groupIds(id)).securityGroups().getFirst();
    }

    /** An elastic address of the account. */
    public String address() {
        return ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
    }

    /** A network interface. */
    public String card(String subnet) {
        return ec2.createNetworkInterface(r -> r.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId();
    }

    /** A public NAT gateway, available. */
    public String natGateway(String subnet) {
        String address = address();
        String id =
                ec2.createNatGateway(r -> r.subnetId(subnet).allocationId(address))
                        .natGateway()
                        .natGatewayId();
        rig.pass(Duration.ofMinutes(3));
        return id;
    }

    /** A virtual private gateway, attached. */
    public String vpnGateway(String vpc) {
        String id = ec2.createVpnGateway(r -> r.type("ipsec.1")).vpnGateway().vpnGatewayId();
        rig.pass(Duration.ofSeconds(10));
        ec2.attachVpnGateway(r -> r.vpcId(vpc).vpnGatewayId(id));
        rig.pass(Duration.ofMinutes(1));
        return id;
    }

    /** A peering connection that waits for its acceptance. */
    public String request(String requester, String accepter) {
        String id =
                ec2.createVpcPeeringConnection(r -> r.vpcId(requester).peerVpcId(accepter))
                        .vpcPeeringConnection()
                        .vpcPeeringConnectionId();
        rig.pass(Duration.ofSeconds(10));
        return id;
    }

    /** A peering connection, active. */
    public String peering(String requester, String accepter) {
        String id = request(requester, accepter);
        ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
        rig.pass(Duration.ofSeconds(10));
        return id;
    }

    /** A prefix list of the account, complete. */
    public String prefixList(int most, String... ranges) {
        String id =
                ec2.createManagedPrefixList(r ->
                                r.prefixListName("offices")
                                        .addressFamily("IPv4")
                                        .maxEntries(most)
                                        .entries(
                                                List.of(ranges).stream()
                                                        .map(each ->
                                                                AddPrefixListEntry.builder()
                                                                        .cidr(each)
                                                                        .build())
                                                        .toList()))
                        .prefixList()
                        .prefixListId();
        rig.pass(Duration.ofSeconds(10));
        return id;
    }

    /** An instance, running. */
    public String instance(String subnet) {
        String id =
                ec2.runInstances(r ->
                                r.imageId(IMAGE)
                                        .instanceType("t3.micro")
                                        .minCount(1)
                                        .maxCount(1)
                                        .subnetId(subnet))
                        .instances()
                        .getFirst()
                        .instanceId();
        rig.pass(Duration.ofMinutes(1));
        return id;
    }
}
