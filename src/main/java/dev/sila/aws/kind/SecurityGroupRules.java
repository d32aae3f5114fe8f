package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All rules of one security group. Found for every group of the environment, also with no rules at
 * all.
 *
 * @param name the group's name
 * @param ingress every inbound rule
 * @param egress every outbound rule, or null to leave AWS's default, which allows everything
 */
public record SecurityGroupRules(
        String name, Ref<SecurityGroup> group, Set<Rule> ingress, @Nullable Set<Rule> egress)
        implements Spec {

    /**
     * One permission.
     *
     * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a protocol number, or
     *     {@code -1} for all
     * @param fromPort first port, or ICMP type; -1 for all
     * @param toPort last port, or ICMP code; -1 for all
     */
    public record Rule(String protocol, int fromPort, int toPort, Source source) {}

    /** Who the other end is. */
    public sealed interface Source {}

    /** An IPv4 range. */
    public record Cidr(String cidr) implements Source {}

    /** Another security group, or this one. */
    public record Group(Ref<SecurityGroup> group) implements Source {}
}
