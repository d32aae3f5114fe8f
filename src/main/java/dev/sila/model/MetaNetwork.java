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
 * @param internetRoutes the ranges that are reached through the internet gateway
 */
public record MetaNetwork(
        String name,
        String where,
        @Nullable Cidr cidr,
        @Nullable List<SecurityRule> rules,
        List<Cidr> internetRoutes) {
    public MetaNetwork {
        rules = rules == null ? null : List.copyOf(rules);
        internetRoutes = List.copyOf(internetRoutes);
    }
}
