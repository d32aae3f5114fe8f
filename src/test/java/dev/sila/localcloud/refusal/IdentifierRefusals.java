package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.Ec2Rules.ERRORS;
import static dev.sila.localcloud.refusal.Ec2Rules.rule;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** How EC2 refuses identifiers of networks that are malformed, and those that nothing has. */
final class IdentifierRefusals implements Corpus {
    private static final List<Refusal> ALL =
            Stream.of(
                            kind(
                                    "vpc",
                                    "InvalidVpcId.Malformed",
                                    "InvalidVpcID.NotFound",
                                    (ec2, id) -> ec2.describeVpcs(r -> r.vpcIds(id))),
                            kind(
                                    "subnet",
                                    "InvalidSubnetId.Malformed",
                                    "InvalidSubnetID.NotFound",
                                    (ec2, id) -> ec2.describeSubnets(r -> r.subnetIds(id))),
                            kind(
                                    "dopt",
                                    "InvalidDhcpOptionsId.Malformed",
                                    "InvalidDhcpOptionID.NotFound",
                                    (ec2, id) ->
                                            ec2.describeDhcpOptions(r -> r.dhcpOptionsIds(id))),
                            kind(
                                    "igw",
                                    "InvalidInternetGatewayId.Malformed",
                                    "InvalidInternetGatewayID.NotFound",
                                    (ec2, id) ->
                                            ec2.describeInternetGateways(
                                                    r -> r.internetGatewayIds(id))),
                            kind(
                                    "rtb",
                                    "InvalidRouteTableId.Malformed",
                                    "InvalidRouteTableID.NotFound",
                                    (ec2, id) -> ec2.describeRouteTables(r -> r.routeTableIds(id))),
                            kind(
                                    "acl",
                                    "InvalidNetworkAclId.Malformed",
                                    "InvalidNetworkAclID.NotFound",
                                    (ec2, id) -> ec2.describeNetworkAcls(r -> r.networkAclIds(id))),
                            kind(
                                    "sg",
                                    "InvalidGroupId.Malformed",
                                    "InvalidGroup.NotFound",
                                    (ec2, id) -> ec2.describeSecurityGroups(r -> r.groupIds(id))),
                            kind(
                                    "sgr",
                                    "InvalidSecurityGroupRuleId.Malformed",
                                    "InvalidSecurityGroupRuleId.NotFound",
                                    (ec2, id) ->
                                            ec2.describeSecurityGroupRules(
                                                    r -> r.securityGroupRuleIds(id))),
                            kind(
                                    "eni",
                                    "InvalidNetworkInterfaceId.Malformed",
                                    "InvalidNetworkInterfaceID.NotFound",
                                    (ec2, id) ->
                                            ec2.describeNetworkInterfaces(
                                                    r -> r.networkInterfaceIds(id))),
                            kind(
                                    "eipalloc",
                                    "InvalidAllocationID.Malformed",
                                    "InvalidAllocationID.NotFound",
                                    (ec2, id) -> ec2.describeAddresses(r -> r.allocationIds(id))),
                            kind(
                                    "nat",
                                    "NatGatewayMalformed",
                                    "NatGatewayNotFound",
                                    (ec2, id) -> ec2.describeNatGateways(r -> r.natGatewayIds(id))),
                            kind(
                                    "vgw",
                                    "InvalidVpnGatewayId.Malformed",
                                    "InvalidVpnGatewayID.NotFound",
                                    (ec2, id) -> ec2.describeVpnGateways(r -> r.vpnGatewayIds(id))),
                            kind(
                                    "pcx",
                                    "InvalidVpcPeeringConnectionId.Malformed",
                                    "InvalidVpcPeeringConnectionID.NotFound",
                                    (ec2, id) ->
                                            ec2.describeVpcPeeringConnections(
                                                    r -> r.vpcPeeringConnectionIds(id))),
                            kind(
                                    "vpce",
                                    "InvalidVpcEndpointId.Malformed",
                                    "InvalidVpcEndpointId.NotFound",
                                    (ec2, id) ->
                                            ec2.describeVpcEndpoints(r -> r.vpcEndpointIds(id))),
                            kind(
                                    "pl",
                                    "InvalidPrefixListId.Malformed",
                                    "InvalidPrefixListID.NotFound",
                                    (ec2, id) ->
                                            ec2.describeManagedPrefixLists(
                                                    r -> r.prefixListIds(id))))
                    .flatMap(each -> each)
                    .toList();

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return ALL;
    }

    private static Stream<Refusal> kind(
            String prefix,
            String malformed,
            String notFound,
            BiConsumer<Ec2Client, String> describe) {
        return Stream.of(
                rule(
                        "An identifier is " + prefix + "- and 8 or 17 hexadecimal digits",
                        ERRORS,
                        malformed,
                        (ec2, setup) -> describe.accept(ec2, prefix + "-0123456789abcdefg")),
                rule(
                        "What is described by " + prefix + "-… exists",
                        ERRORS,
                        notFound,
                        (ec2, setup) -> describe.accept(ec2, prefix + "-0123456789abcdef0")));
    }
}
