package dev.sila.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/**
 * Everything that an account holds, whoever it belongs to, as AWS's own calls tell it, and what
 * Spotinst keeps for it: other eyes than Sila's. What AWS still shows for a while after its end is
 * left out.
 */
public final class AccountDump implements AutoCloseable {
    private static final List<String> ENDED =
            List.of(
                    "deleted",
                    "failed",
                    "rejected",
                    "expired",
                    "terminated",
                    "shutting-down",
                    "detached");

    private final Ec2Client ec2;
    private final ServicesDump services;
    private final Supplier<List<JsonNode>> elastigroups;

    /**
     * @param connect gives a client builder its endpoint, credentials and way to send
     * @param elastigroups the groups at Spotinst, as it tells them
     */
    public AccountDump(Connect connect, Supplier<List<JsonNode>> elastigroups) {
        this.elastigroups = elastigroups;
        ec2 = connect.to(Ec2Client.builder()).build();
        services = new ServicesDump(connect);
    }

    /** Points SDK clients at one cloud. */
    @FunctionalInterface
    public interface Connect {
        <B extends AwsClientBuilder<B, ?>> B to(B builder);
    }

    /**
     * One thing of the account.
     *
     * @param kind AWS's name of its kind
     * @param id its identifier or name
     * @param tree all that is said of it
     */
    public record Entry(String kind, String id, Tree.Branch tree) {}

    /** All entries, in the order of their kinds and of what is said of them. */
    public List<Entry> read() {
        List<Entry> entries = new ArrayList<>();
        network(entries);
        addresses(entries);
        compute(entries);
        services.read(entries);
        elastigroups
                .get()
                .forEach(each ->
                        entries.add(
                                new Entry("Elastigroup", each.path("id").asText(), Tree.of(each))));
        return entries;
    }

    private static <P extends SdkPojo> void all(
            List<Entry> entries, String kind, Stream<P> found, Function<P, String> id) {
        found.forEach(each -> entries.add(new Entry(kind, id.apply(each), Tree.of(each))));
    }

    private void vpcs(List<Entry> entries) {
        ec2.describeVpcsPaginator()
                .vpcs()
                .forEach(each -> {
                    Tree.Branch tree =
                            Tree.of(each)
                                    .with("DnsSupport", attribute(each.vpcId(), true))
                                    .with("DnsHostnames", attribute(each.vpcId(), false));
                    entries.add(new Entry("Vpc", each.vpcId(), tree));
                });
    }

    private void network(List<Entry> entries) {
        vpcs(entries);
        all(
                entries,
                "DhcpOptions",
                ec2.describeDhcpOptionsPaginator().dhcpOptions().stream(),
                each -> each.dhcpOptionsId());
        all(
                entries,
                "Subnet",
                ec2.describeSubnetsPaginator().subnets().stream(),
                each -> each.subnetId());
        all(
                entries,
                "InternetGateway",
                ec2.describeInternetGatewaysPaginator().internetGateways().stream(),
                each -> each.internetGatewayId());
        all(
                entries,
                "RouteTable",
                ec2.describeRouteTablesPaginator().routeTables().stream(),
                each -> each.routeTableId());
        guards(entries);
    }

    private void guards(List<Entry> entries) {
        all(
                entries,
                "NetworkAcl",
                ec2.describeNetworkAclsPaginator().networkAcls().stream(),
                each -> each.networkAclId());
        all(
                entries,
                "SecurityGroup",
                ec2.describeSecurityGroupsPaginator().securityGroups().stream(),
                each -> each.groupId());
    }

    private String attribute(String vpc, boolean support) {
        VpcAttributeName name =
                support
                        ? VpcAttributeName.ENABLE_DNS_SUPPORT
                        : VpcAttributeName.ENABLE_DNS_HOSTNAMES;
        DescribeVpcAttributeResponse response =
                ec2.describeVpcAttribute(request -> request.vpcId(vpc).attribute(name));
        AttributeBooleanValue value =
                support ? response.enableDnsSupport() : response.enableDnsHostnames();
        return String.valueOf(value.value());
    }

    private void addresses(List<Entry> entries) {
        all(
                entries,
                "VpnGateway",
                ec2.describeVpnGateways().vpnGateways().stream()
                        .filter(each -> lives(each.stateAsString())),
                each -> each.vpnGatewayId());
        all(
                entries,
                "NatGateway",
                ec2.describeNatGatewaysPaginator().natGateways().stream()
                        .filter(AccountDump::lives),
                NatGateway::natGatewayId);
        all(
                entries,
                "Address",
                ec2.describeAddresses().addresses().stream(),
                each -> each.allocationId());
        all(
                entries,
                "VpcEndpoint",
                ec2.describeVpcEndpointsPaginator().vpcEndpoints().stream()
                        .filter(each -> lives(each.stateAsString())),
                each -> each.vpcEndpointId());
        all(
                entries,
                "VpcPeeringConnection",
                ec2.describeVpcPeeringConnectionsPaginator().vpcPeeringConnections().stream()
                        .filter(each -> lives(each.status().codeAsString())),
                VpcPeeringConnection::vpcPeeringConnectionId);
        all(
                entries,
                "NetworkInterface",
                ec2.describeNetworkInterfacesPaginator().networkInterfaces().stream(),
                each -> each.networkInterfaceId());
    }

    private static boolean lives(NatGateway gateway) {
        return lives(gateway.stateAsString());
    }

    private static boolean lives(String state) {
        return !ENDED.contains(state);
    }

    private void compute(List<Entry> entries) {
        all(
                entries,
                "Instance",
                ec2.describeInstancesPaginator().reservations().stream()
                        .flatMap(each -> each.instances().stream())
                        .filter(each -> lives(each.state().nameAsString())),
                Instance::instanceId);
        all(
                entries,
                "Volume",
                ec2.describeVolumesPaginator().volumes().stream(),
                each -> each.volumeId());
        all(
                entries,
                "LaunchTemplate",
                ec2.describeLaunchTemplatesPaginator().launchTemplates().stream(),
                each -> each.launchTemplateId());
        all(
                entries,
                "LaunchTemplateVersion",
                ec2
                        .describeLaunchTemplateVersionsPaginator(
                                request -> request.versions("$Default"))
                        .launchTemplateVersions()
                        .stream(),
                each -> each.launchTemplateName());
    }

    @Override
    public void close() {
        ec2.close();
        services.close();
    }
}
