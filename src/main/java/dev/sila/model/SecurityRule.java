package dev.sila.model;

import java.util.List;

/**
 * One rule as the files write it: {@code protocol source port…}. Of an egress rule the source is
 * the destination.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a protocol number, or
 *     {@code -1} for all
 */
public record SecurityRule(String protocol, Source source, List<Ports> ports) {
    public SecurityRule {
        ports = List.copyOf(ports);
    }

    /** From where traffic comes, or where it goes. */
    public sealed interface Source {}

    /** Every metanetwork of the environment, this one included. */
    public record Everywhere() implements Source {}

    /** A range of IPv4 addresses. */
    public record Range(Cidr cidr) implements Source {}

    /** A range of IPv6 addresses. */
    public record Ipv6Range(Ipv6Cidr cidr) implements Source {}

    /** A list of ranges that AWS or the account keeps: {@code pl-…}. */
    public record PrefixList(String id) implements Source {}

    /** The hosts of a metanetwork of the environment. */
    public record Net(String metaNetwork) implements Source {}

    /** The first and the last port; for ICMP the type and the code; -1 and -1 for everything. */
    public record Ports(int from, int to) {
        public static final Ports ALL = new Ports(-1, -1);
    }
}
