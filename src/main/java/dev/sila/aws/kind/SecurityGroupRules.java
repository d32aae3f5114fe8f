package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.Worded;
import dev.sila.engine.World;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/**
 * All rules of one security group, but for those of peerings ({@link PeeringRules}). Found for
 * every group of the environment, also with no rules at all.
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
    public record Rule(String protocol, int fromPort, int toPort, Source source) implements Worded {
        @Override
        public String inWords() {
            String ports = fromPort == toPort ? String.valueOf(fromPort) : fromPort + "-" + toPort;
            String what =
                    protocol.equals("-1")
                            ? "everything"
                            : fromPort < 0 ? protocol : protocol + " " + ports;
            String other =
                    switch (source) {
                        case Cidr(String cidr) -> cidr;
                        case Group(var group) -> group.name();
                        case PrefixList(String id) -> id;
                    };
            return what + " with " + other;
        }
    }

    /** Who the other end is. */
    public sealed interface Source {}

    /** An IPv4 or IPv6 range. */
    public record Cidr(String cidr) implements Source {}

    /** Another security group, or this one. */
    public record Group(Ref<SecurityGroup> group) implements Source {}

    /**
     * A list of ranges that AWS or the account keeps.
     *
     * @param id its identifier: {@code pl-…}
     */
    public record PrefixList(String id) implements Source {}

    /** Finds and changes the rules of security groups. */
    public static final class Handler implements Kind<SecurityGroupRules> {
        private final Ec2Client ec2;
        private final PermissionCalls permissions;

        public Handler(Ec2Client ec2, Waiter waiter) {
            this.ec2 = ec2;
            this.permissions = new PermissionCalls(ec2, new NetworkCalls(ec2, waiter));
        }

        @Override
        public Class<SecurityGroupRules> type() {
            return SecurityGroupRules.class;
        }

        @Override
        public Set<String> immutable() {
            return Set.of("group");
        }

        /** A rule of a peering that has lost its mark counts here: it goes before it comes anew. */
        @Override
        public Set<Class<? extends Spec>> neededBy() {
            return Set.of(PeeringRules.class);
        }

        @Override
        public List<Found<SecurityGroupRules>> find(Scope scope, World world) {
            return SecurityGroupReading.of(ec2, scope, world).groups().stream()
                    .map(each -> found(each, world))
                    .toList();
        }

        private static Found<SecurityGroupRules> found(
                software.amazon.awssdk.services.ec2.model.SecurityGroup group, World world) {
            SecurityGroupRules state =
                    new SecurityGroupRules(
                            group.groupName(),
                            world.ref(SecurityGroup.class, group.groupId()),
                            Permissions.rules(group.ipPermissions(), world),
                            Permissions.rules(group.ipPermissionsEgress(), world));
            Tags tags = AwsTags.fromEc2(group.tags());
            return new Found<>(group.groupId(), state, AwsTags.attrs(tags));
        }

        @Override
        public String create(Scope scope, SecurityGroupRules wanted, Ids ids) {
            String id = ids.of(wanted.group());
            PermissionCalls.each(
                    Permissions.of(wanted.ingress(), ids),
                    some -> permissions.authorizeIngress(id, some));
            if (wanted.egress() != null) {
                // AWS gives every new group this rule.
                Set<Rule> given = Set.of(new Rule("-1", -1, -1, new Cidr("0.0.0.0/0")));
                changeEgress(id, given, wanted.egress(), ids);
            }
            return id;
        }

        /** Adds before it takes away, so that nothing allowed before and after is ever refused. */
        @Override
        public void update(
                Found<SecurityGroupRules> found, SecurityGroupRules wanted, Diff diff, Ids ids) {
            String id = found.id();
            if (diff.has("ingress")) {
                Set<Rule> now = found.state().ingress();
                PermissionCalls.each(
                        Permissions.of(without(wanted.ingress(), now), ids),
                        some -> permissions.authorizeIngress(id, some));
                PermissionCalls.each(
                        Permissions.of(without(now, wanted.ingress()), ids),
                        some -> permissions.revokeIngress(id, some));
            }
            Set<Rule> egress = found.state().egress();
            if (diff.has("egress") && wanted.egress() != null && egress != null) {
                changeEgress(id, egress, wanted.egress(), ids);
            }
        }

        private void changeEgress(String id, Set<Rule> now, Set<Rule> wanted, Ids ids) {
            PermissionCalls.each(
                    Permissions.of(without(wanted, now), ids),
                    some -> permissions.authorizeEgress(id, some));
            PermissionCalls.each(
                    Permissions.of(without(now, wanted), ids),
                    some -> permissions.revokeEgress(id, some));
        }

        private static Set<Rule> without(Set<Rule> all, Set<Rule> these) {
            Set<Rule> rest = new HashSet<>(all);
            rest.removeAll(these);
            return rest;
        }

        /** Takes away what lets in and what names other groups, which could not go before. */
        @Override
        public void delete(Found<SecurityGroupRules> found) {
            DescribeSecurityGroupsRequest request =
                    DescribeSecurityGroupsRequest.builder().groupIds(found.id()).build();
            List<software.amazon.awssdk.services.ec2.model.SecurityGroup> groups =
                    AwsErrors.orIfGone(
                            List.of(), () -> ec2.describeSecurityGroups(request).securityGroups());
            for (var group : groups) {
                PermissionCalls.each(
                        group.ipPermissions(), some -> permissions.revokeIngress(found.id(), some));
                PermissionCalls.each(
                        group.ipPermissionsEgress().stream()
                                .filter(IpPermission::hasUserIdGroupPairs)
                                .filter(each -> !each.userIdGroupPairs().isEmpty())
                                .toList(),
                        some -> permissions.revokeEgress(found.id(), some));
            }
        }
    }
}
