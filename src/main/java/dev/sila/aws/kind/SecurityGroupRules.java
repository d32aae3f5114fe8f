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
import dev.sila.engine.World;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;

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

    /** Finds and changes the rules of security groups. */
    public static final class Handler implements Kind<SecurityGroupRules> {
        private final Ec2Client ec2;
        private final NetworkCalls calls;

        public Handler(Ec2Client ec2, Waiter waiter) {
            this.ec2 = ec2;
            this.calls = new NetworkCalls(ec2, waiter);
        }

        @Override
        public Class<SecurityGroupRules> type() {
            return SecurityGroupRules.class;
        }

        @Override
        public Set<String> immutable() {
            return Set.of("group");
        }

        @Override
        public List<Found<SecurityGroupRules>> find(Scope scope, World world) {
            DescribeSecurityGroupsRequest request =
                    DescribeSecurityGroupsRequest.builder()
                            .filters(AwsTags.ofEnvironment(scope.environment()))
                            .maxResults(1000)
                            .build();
            return ec2.describeSecurityGroupsPaginator(request).securityGroups().stream()
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
            each(Permissions.of(wanted.ingress(), ids), some -> authorizeIngress(id, some));
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
                each(
                        Permissions.of(without(wanted.ingress(), now), ids),
                        some -> authorizeIngress(id, some));
                each(
                        Permissions.of(without(now, wanted.ingress()), ids),
                        some -> revokeIngress(id, some));
            }
            Set<Rule> egress = found.state().egress();
            if (diff.has("egress") && wanted.egress() != null && egress != null) {
                changeEgress(id, egress, wanted.egress(), ids);
            }
        }

        private void changeEgress(String id, Set<Rule> now, Set<Rule> wanted, Ids ids) {
            each(Permissions.of(without(wanted, now), ids), some -> authorizeEgress(id, some));
            each(Permissions.of(without(now, wanted), ids), some -> revokeEgress(id, some));
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
            List<software.amazon.awssdk.services.ec2.model.SecurityGroup> groups;
            try {
                groups = ec2.describeSecurityGroups(request).securityGroups();
            } catch (Ec2Exception e) {
                if (AwsErrors.notFound(e)) {
                    return;
                }
                throw e;
            }
            for (var group : groups) {
                each(group.ipPermissions(), some -> revokeIngress(found.id(), some));
                each(
                        group.ipPermissionsEgress().stream()
                                .filter(IpPermission::hasUserIdGroupPairs)
                                .filter(each -> !each.userIdGroupPairs().isEmpty())
                                .toList(),
                        some -> revokeEgress(found.id(), some));
            }
        }

        /**
         * Makes a change for all permissions in one call. AWS refuses all of them if one is there
         * already, or gone already; then each is sent alone, and those that are right are passed.
         */
        private static void each(
                List<IpPermission> permissions, Consumer<List<IpPermission>> change) {
            if (permissions.isEmpty()) {
                return;
            }
            try {
                change.accept(permissions);
            } catch (Ec2Exception e) {
                if (!settled(e)) {
                    throw e;
                }
                if (permissions.size() > 1) {
                    permissions.forEach(one -> each(List.of(one), change));
                }
            }
        }

        private static boolean settled(Ec2Exception error) {
            String code = String.valueOf(AwsErrors.code(error));
            return code.equals("InvalidPermission.Duplicate")
                    || code.equals("InvalidPermission.NotFound");
        }

        private void authorizeIngress(String id, List<IpPermission> permissions) {
            AuthorizeSecurityGroupIngressRequest request =
                    AuthorizeSecurityGroupIngressRequest.builder()
                            .groupId(id)
                            .ipPermissions(permissions)
                            .build();
            calls.whenVisible(id, () -> ec2.authorizeSecurityGroupIngress(request));
        }

        private void authorizeEgress(String id, List<IpPermission> permissions) {
            AuthorizeSecurityGroupEgressRequest request =
                    AuthorizeSecurityGroupEgressRequest.builder()
                            .groupId(id)
                            .ipPermissions(permissions)
                            .build();
            calls.whenVisible(id, () -> ec2.authorizeSecurityGroupEgress(request));
        }

        private void revokeIngress(String id, List<IpPermission> permissions) {
            ec2.revokeSecurityGroupIngress(
                    RevokeSecurityGroupIngressRequest.builder()
                            .groupId(id)
                            .ipPermissions(permissions)
                            .build());
        }

        private void revokeEgress(String id, List<IpPermission> permissions) {
            ec2.revokeSecurityGroupEgress(
                    RevokeSecurityGroupEgressRequest.builder()
                            .groupId(id)
                            .ipPermissions(permissions)
                            .build());
        }
    }
}
