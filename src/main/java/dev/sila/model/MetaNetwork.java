package dev.sila.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an environment's network whose hosts share one security group and one set of routes,
 * with a subnet in each zone.
 *
 * @param name such as {@code intranet}
 * @param where the place of the option that declares it
 * @param cidr its range, or null to take a free one ({@code auto})
 * @param rules who may connect, or null if nothing is said, which also shuts out customers
 * @param egress to whom its hosts may connect, or null if nothing is said: then it is as AWS makes
 *     it, or whatever somebody made of that
 * @param internetRoutes the ranges that are reached through the internet gateway
 * @param vpnRoutes the ranges that are reached through the virtual private gateway
 * @param natGateways the NAT gateways in its subnets, or null for none
 * @param natThrough the metanetwork whose NAT gateways its hosts reach the internet through, or
 *     null for none
 */
public record MetaNetwork(
        String name,
        String where,
        @Nullable Cidr cidr,
        @Nullable List<SecurityRule> rules,
        @Nullable List<SecurityRule> egress,
        List<Cidr> internetRoutes,
        List<Cidr> vpnRoutes,
        @Nullable NatGateways natGateways,
        @Nullable String natThrough) {
    public MetaNetwork {
        rules = rules == null ? null : List.copyOf(rules);
        egress = egress == null ? null : List.copyOf(egress);
        internetRoutes = List.copyOf(internetRoutes);
        vpnRoutes = List.copyOf(vpnRoutes);
    }

    /** One about which nothing is said but its range. */
    public static MetaNetwork plain(String name, String where, @Nullable Cidr cidr) {
        return new MetaNetwork(name, where, cidr, null, null, List.of(), List.of(), null, null);
    }
}
