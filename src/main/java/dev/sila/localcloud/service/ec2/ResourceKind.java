package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * The kinds of resources: how their identifiers begin and how EC2 says that one is wrong or unknown
 * (EC2 API reference, "Error codes").
 */
enum ResourceKind {
    VPC(
            "vpc",
            ResourceType.VPC,
            "InvalidVpcID.NotFound",
            "InvalidVpcId.Malformed",
            "The vpc ID '%s' does not exist"),
    SUBNET(
            "subnet",
            ResourceType.SUBNET,
            "InvalidSubnetID.NotFound",
            "InvalidSubnetId.Malformed",
            "The subnet ID '%s' does not exist"),
    DHCP_OPTIONS(
            "dopt",
            ResourceType.DHCP_OPTIONS,
            "InvalidDhcpOptionID.NotFound",
            "InvalidDhcpOptionsId.Malformed",
            "The dhcpOption ID '%s' does not exist"),
    INTERNET_GATEWAY(
            "igw",
            ResourceType.INTERNET_GATEWAY,
            "InvalidInternetGatewayID.NotFound",
            "InvalidInternetGatewayId.Malformed",
            "The internetGateway ID '%s' does not exist"),
    ROUTE_TABLE(
            "rtb",
            ResourceType.ROUTE_TABLE,
            "InvalidRouteTableID.NotFound",
            "InvalidRouteTableId.Malformed",
            "The routeTable ID '%s' does not exist"),
    NETWORK_ACL(
            "acl",
            ResourceType.NETWORK_ACL,
            "InvalidNetworkAclID.NotFound",
            "InvalidNetworkAclId.Malformed",
            "The networkAcl ID '%s' does not exist"),
    SECURITY_GROUP(
            "sg",
            ResourceType.SECURITY_GROUP,
            "InvalidGroup.NotFound",
            "InvalidGroupId.Malformed",
            "The security group '%s' does not exist"),
    SECURITY_GROUP_RULE(
            "sgr",
            ResourceType.SECURITY_GROUP_RULE,
            "InvalidSecurityGroupRuleId.NotFound",
            "InvalidSecurityGroupRuleId.Malformed",
            "The security group rule ID '%s' does not exist"),
    NETWORK_INTERFACE(
            "eni",
            ResourceType.NETWORK_INTERFACE,
            "InvalidNetworkInterfaceID.NotFound",
            "InvalidNetworkInterfaceId.Malformed",
            "The networkInterface ID '%s' does not exist"),
    ADDRESS(
            "eipalloc",
            ResourceType.ELASTIC_IP,
            "InvalidAllocationID.NotFound",
            "InvalidAllocationID.Malformed",
            "The allocation ID '%s' does not exist"),
    NAT_GATEWAY(
            "nat",
            ResourceType.NATGATEWAY,
            "NatGatewayNotFound",
            "NatGatewayMalformed",
            "The Nat Gateway %s does not exist"),
    VPN_GATEWAY(
            "vgw",
            ResourceType.VPN_GATEWAY,
            "InvalidVpnGatewayID.NotFound",
            "InvalidVpnGatewayId.Malformed",
            "The vpnGateway ID '%s' does not exist"),
    VPC_PEERING_CONNECTION(
            "pcx",
            ResourceType.VPC_PEERING_CONNECTION,
            "InvalidVpcPeeringConnectionID.NotFound",
            "InvalidVpcPeeringConnectionId.Malformed",
            "The vpcPeeringConnection ID '%s' does not exist"),
    VPC_ENDPOINT(
            "vpce",
            ResourceType.VPC_ENDPOINT,
            "InvalidVpcEndpointId.NotFound",
            "InvalidVpcEndpointId.Malformed",
            "The Vpc Endpoint Id '%s' does not exist"),
    PREFIX_LIST(
            "pl",
            ResourceType.PREFIX_LIST,
            "InvalidPrefixListID.NotFound",
            "InvalidPrefixListId.Malformed",
            "The prefix list ID '%s' does not exist"),
    INSTANCE(
            "i",
            ResourceType.INSTANCE,
            "InvalidInstanceID.NotFound",
            "InvalidInstanceID.Malformed",
            "The instance ID '%s' does not exist"),
    VOLUME(
            "vol",
            ResourceType.VOLUME,
            "InvalidVolume.NotFound",
            "InvalidVolumeID.Malformed",
            "The volume '%s' does not exist."),
    IMAGE(
            "ami",
            ResourceType.IMAGE,
            "InvalidAMIID.NotFound",
            "InvalidAMIID.Malformed",
            "The image id '[%s]' does not exist"),
    LAUNCH_TEMPLATE(
            "lt",
            ResourceType.LAUNCH_TEMPLATE,
            "InvalidLaunchTemplateId.NotFound",
            "InvalidLaunchTemplateId.Malformed",
            "The specified launch template, with template ID %s, does not exist."),
    KEY_PAIR(
            "key",
            ResourceType.KEY_PAIR,
            "InvalidKeyPair.NotFound",
            "InvalidParameterValue",
            "The key pair '%s' does not exist"),
    SNAPSHOT(
            "snap",
            ResourceType.SNAPSHOT,
            "InvalidSnapshot.NotFound",
            "InvalidSnapshotID.Malformed",
            "The snapshot '%s' does not exist."),
    PLACEMENT_GROUP(
            "pg",
            ResourceType.PLACEMENT_GROUP,
            "InvalidPlacementGroup.Unknown",
            "InvalidPlacementGroupId.Malformed",
            "The placement group '%s' is unknown."),
    SPOT_INSTANCES_REQUEST(
            "sir",
            ResourceType.SPOT_INSTANCES_REQUEST,
            "InvalidSpotInstanceRequestID.NotFound",
            "InvalidSpotInstanceRequestID.Malformed",
            "The spot instance request ID '%s' does not exist");

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8}|[0-9a-f]{17}");

    private final String prefix;
    private final ResourceType type;
    private final String notFoundCode;
    private final String malformedCode;
    private final String notFoundMessage;

    ResourceKind(
            String prefix,
            ResourceType type,
            String notFoundCode,
            String malformedCode,
            String notFoundMessage) {
        this.prefix = prefix;
        this.type = type;
        this.notFoundCode = notFoundCode;
        this.malformedCode = malformedCode;
        this.notFoundMessage = notFoundMessage;
    }

    /** How identifiers of this kind begin, without the hyphen. */
    String prefix() {
        return prefix;
    }

    /** The name in tag specifications and in DescribeTags. */
    ResourceType type() {
        return type;
    }

    AwsFailure notFound(String id) {
        return new AwsFailure(notFoundCode, notFoundMessage.formatted(id));
    }

    /**
     * Refuses what cannot be an identifier of this kind: 8 or 17 hexadecimal digits after the
     * prefix.
     */
    void check(String id) {
        if (!id.startsWith(prefix + "-")
                || !DIGITS.matcher(id.substring(prefix.length() + 1)).matches()) {
            throw new AwsFailure(
                    malformedCode,
                    "Invalid id: \"%s\" (expecting \"%s-...\")".formatted(id, prefix));
        }
    }

    /** The kind whose identifiers begin as this one does. */
    static Optional<ResourceKind> of(String id) {
        for (ResourceKind kind : values()) {
            if (id.startsWith(kind.prefix + "-")) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
