package dev.sila.aws.hold;

import dev.sila.aws.AwsTags;
import dev.sila.aws.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * What is still in a VPC that is to be deleted. AWS lists what must go before: <a
 * href="https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html">Delete your VPC</a>.
 */
final class VpcHoldings {
    private final Ec2Client ec2;

    VpcHoldings(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    List<Holding> of(String vpc) {
        Filter inside = Filters.of("vpc-id", vpc);
        Filter attached = Filters.of("attachment.vpc-id", vpc);
        List<Holding> all = new ArrayList<>();
        ec2.describeSubnetsPaginator(request -> request.filters(inside))
                .subnets()
                .forEach(each -> all.add(thing("subnet", each.subnetId(), each.tags())));
        ec2.describeNetworkInterfacesPaginator(request -> request.filters(inside))
                .networkInterfaces()
                .forEach(each -> all.add(InterfaceOwner.holding(each)));
        ec2
                .describeSecurityGroupsPaginator(request -> request.filters(inside))
                .securityGroups()
                .stream()
                .filter(each -> !each.groupName().equals("default"))
                .forEach(each -> all.add(thing("security group", each.groupId(), each.tags())));
        ec2.describeRouteTablesPaginator(request -> request.filters(inside)).routeTables().stream()
                .filter(each -> each.associations().stream().noneMatch(RouteTableAssociation::main))
                .forEach(each -> all.add(thing("route table", each.routeTableId(), each.tags())));
        ec2.describeNetworkAclsPaginator(request -> request.filters(inside)).networkAcls().stream()
                .filter(each -> !Boolean.TRUE.equals(each.isDefault()))
                .forEach(each -> all.add(thing("network ACL", each.networkAclId(), each.tags())));
        ec2.describeInternetGatewaysPaginator(request -> request.filters(attached))
                .internetGateways()
                .forEach(each ->
                        all.add(thing("internet gateway", each.internetGatewayId(), each.tags())));
        ec2.describeVpnGateways(request -> request.filters(attached)).vpnGateways().stream()
                .filter(each ->
                        each.vpcAttachments().stream()
                                .anyMatch(one ->
                                        vpc.equals(one.vpcId())
                                                && !"detached".equals(one.stateAsString())))
                .forEach(each -> all.add(thing("VPN gateway", each.vpnGatewayId(), each.tags())));
        endpoints(inside)
                .forEach(each -> all.add(thing("VPC endpoint", each.vpcEndpointId(), each.tags())));
        return all;
    }

    private List<VpcEndpoint> endpoints(Filter inside) {
        return ec2
                .describeVpcEndpointsPaginator(request -> request.filters(inside))
                .vpcEndpoints()
                .stream()
                .filter(each -> !"deleted".equalsIgnoreCase(each.stateAsString()))
                .toList();
    }

    private static Holding thing(String noun, String id, Collection<Tag> tags) {
        String name = AwsTags.name(AwsTags.fromEc2(tags), "");
        return new Holding(
                noun + " " + id + (name.isEmpty() ? "" : " (" + name + ")"),
                null,
                "Delete it if nobody needs it.");
    }
}
