package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.Quota;
import java.util.List;

/**
 * What an account may have of networks in one region (VPC user guide, "Amazon VPC quotas"; the
 * codes are those of Service Quotas).
 */
public final class NetworkQuotas {
    public static final Quota VPCS = vpc("L-F678F1CE", "VPCs per Region", 5);
    public static final Quota INTERNET_GATEWAYS =
            vpc("L-A4707A72", "Internet gateways per Region", 5);
    public static final Quota ADDRESSES =
            new Quota("ec2", "L-0263D0A3", "EC2-VPC Elastic IPs", 5, true);
    public static final Quota NAT_GATEWAYS =
            vpc("L-FE5A380F", "NAT gateways per Availability Zone", 5);

    static final Quota SUBNETS = vpc("L-407747CB", "Subnets per VPC", 200);
    static final Quota CIDR_BLOCKS = vpc("L-83CA0A9D", "IPv4 CIDR blocks per VPC", 5);
    static final Quota ROUTE_TABLES = vpc("L-589F43AA", "Route tables per VPC", 200);
    static final Quota ROUTES = vpc("L-93826ACB", "Routes per route table", 50);
    static final Quota SECURITY_GROUPS = vpc("L-E79EC296", "VPC security groups per Region", 2500);
    static final Quota RULES =
            vpc("L-0EA8095F", "Inbound or outbound rules per security group", 60);
    static final Quota GROUPS_PER_INTERFACE =
            vpc("L-2AFB9258", "Security groups per network interface", 5);
    static final Quota NETWORK_ACLS = vpc("L-B4A6D682", "Network ACLs per VPC", 200);
    static final Quota ACL_RULES = vpc("L-2AEEBF1A", "Rules per network ACL", 20);
    static final Quota INTERFACES = vpc("L-DF5E4CA3", "Network interfaces per Region", 5000);
    static final Quota PEERINGS = vpc("L-7E9ECCDB", "Active VPC peering connections per VPC", 50);
    static final Quota PEERING_REQUESTS =
            vpc("L-DC9F7029", "Outstanding VPC peering connection requests", 25);
    static final Quota GATEWAY_ENDPOINTS =
            vpc("L-1B52E74A", "Gateway VPC endpoints per Region", 20);
    static final Quota INTERFACE_ENDPOINTS =
            vpc("L-29B6F2EB", "Interface VPC endpoints per VPC", 50);
    public static final Quota VPN_GATEWAYS =
            new Quota("ec2", "L-7029FAB6", "Virtual private gateways per region", 5, true);

    private NetworkQuotas() {}

    private static Quota vpc(String code, String name, int standard) {
        return new Quota("vpc", code, name, standard, true);
    }

    static List<Quota> all() {
        return List.of(
                VPCS,
                SUBNETS,
                CIDR_BLOCKS,
                INTERNET_GATEWAYS,
                NAT_GATEWAYS,
                VPN_GATEWAYS,
                ADDRESSES,
                ROUTE_TABLES,
                ROUTES,
                SECURITY_GROUPS,
                RULES,
                GROUPS_PER_INTERFACE,
                NETWORK_ACLS,
                ACL_RULES,
                INTERFACES,
                PEERINGS,
                PEERING_REQUESTS,
                GATEWAY_ENDPOINTS,
                INTERFACE_ENDPOINTS);
    }
}
