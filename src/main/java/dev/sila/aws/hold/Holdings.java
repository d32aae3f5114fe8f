package dev.sila.aws.hold;

import dev.sila.aws.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * Looks who uses a resource that AWS refuses to delete. A few reading calls, made only when
 * something is in the way.
 */
public final class Holdings {
    private final Ec2Client ec2;

    public Holdings(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * Everything that is seen to use the resource; empty if nothing is seen, if it is of a kind
     * that is not looked into, or if looking is not allowed.
     *
     * @param id an EC2 identifier, whose beginning tells its kind
     */
    public List<Holding> of(String id) {
        try {
            return switch (id.substring(0, Math.max(0, id.indexOf('-')))) {
                case "subnet" -> interfaces("subnet-id", id).map(InterfaceOwner::holding).toList();
                case "eni" ->
                        interfaces("network-interface-id", id)
                                .filter(each -> each.attachment() != null)
                                .map(InterfaceOwner::holding)
                                .toList();
                case "sg" -> ofGroup(id);
                case "igw" -> ofInternetGateway(id);
                case "rtb" -> ofRouteTable(id);
                case "dopt" -> ofDhcpOptions(id);
                case "vpc" -> new VpcHoldings(ec2).of(id);
                default -> List.of();
            };
        } catch (SdkException unanswered) {
            // An explanation that cannot be had must not end the wait that it explains.
            return List.of();
        }
    }

    private Stream<NetworkInterface> interfaces(String filter, String value) {
        return ec2
                .describeNetworkInterfacesPaginator(
                        DescribeNetworkInterfacesRequest.builder()
                                .filters(Filters.of(filter, value))
                                .build())
                .networkInterfaces()
                .stream();
    }

    private List<Holding> ofGroup(String id) {
        List<Holding> all =
                new ArrayList<>(interfaces("group-id", id).map(InterfaceOwner::holding).toList());
        Stream.concat(
                        groups("ip-permission.group-id", id),
                        groups("egress.ip-permission.group-id", id))
                .filter(each -> !each.groupId().equals(id))
                .map(each ->
                        "a rule of the security group "
                                + each.groupId()
                                + " ("
                                + each.groupName()
                                + ")")
                .distinct()
                .forEach(each -> all.add(new Holding(each, null, "Delete that rule.")));
        ec2.describeSecurityGroupReferences(
                        DescribeSecurityGroupReferencesRequest.builder().groupId(id).build())
                .securityGroupReferenceSet()
                .forEach(each ->
                        all.add(
                                new Holding(
                                        "a rule in the peered VPC "
                                                + each.referencingVpcId()
                                                + " ("
                                                + each.vpcPeeringConnectionId()
                                                + ")",
                                        null,
                                        "Delete that rule, or the peering.")));
        return all;
    }

    private Stream<SecurityGroup> groups(String filter, String value) {
        return ec2
                .describeSecurityGroupsPaginator(
                        DescribeSecurityGroupsRequest.builder()
                                .filters(Filters.of(filter, value))
                                .build())
                .securityGroups()
                .stream();
    }

    /** A gateway cannot leave a VPC in which a public address is mapped. */
    private List<Holding> ofInternetGateway(String id) {
        return ec2
                .describeInternetGateways(
                        DescribeInternetGatewaysRequest.builder().internetGatewayIds(id).build())
                .internetGateways()
                .stream()
                .flatMap(each -> each.attachments().stream())
                .map(InternetGatewayAttachment::vpcId)
                .flatMap(vpc -> interfaces("vpc-id", vpc))
                .filter(each -> each.association() != null && each.association().publicIp() != null)
                .map(Holdings::withAddress)
                .toList();
    }

    private static Holding withAddress(NetworkInterface each) {
        Holding holding = InterfaceOwner.holding(each);
        return new Holding(
                "public address " + each.association().publicIp() + " on the " + holding.what(),
                holding.usually(),
                holding.remedy());
    }

    private List<Holding> ofRouteTable(String id) {
        return ec2
                .describeRouteTables(DescribeRouteTablesRequest.builder().routeTableIds(id).build())
                .routeTables()
                .stream()
                .flatMap(each -> each.associations().stream())
                .filter(each -> !Boolean.TRUE.equals(each.main()))
                .map(RouteTableAssociation::subnetId)
                .filter(Objects::nonNull)
                .map(subnet ->
                        new Holding(
                                "its association with " + subnet,
                                null,
                                "Associate that subnet with another route table."))
                .toList();
    }

    private List<Holding> ofDhcpOptions(String id) {
        return ec2
                .describeVpcsPaginator(
                        DescribeVpcsRequest.builder()
                                .filters(Filters.of("dhcp-options-id", id))
                                .build())
                .vpcs()
                .stream()
                .map(each ->
                        new Holding(
                                "the VPC " + each.vpcId() + ", which uses it",
                                null,
                                "Give that VPC other DHCP options."))
                .toList();
    }
}
