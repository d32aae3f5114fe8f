package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.aws.kind.PeeringRules.Source;
import dev.sila.engine.Attr;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Replacement;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Finds, makes and deletes the security-group rules of peerings. Each is tagged for itself. */
public final class PeeringRulesHandler implements Kind<PeeringRules> {
    private final Ec2Client ec2;
    private final NetworkCalls calls;
    private final Neighbour neighbours;

    public PeeringRulesHandler(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.calls = new NetworkCalls(ec2, waiter);
        this.neighbours = new Neighbour(ec2);
    }

    @Override
    public Class<PeeringRules> type() {
        return PeeringRules.class;
    }

    @Override
    public Set<String> immutable() {
        return Set.of("group");
    }

    @Override
    public Replacement replacement() {
        return Replacement.DELETE_FIRST;
    }

    /**
     * Asks AWS only if the environment has a connection, or a group with such a rule: what a
     * connection that is gone left on a neighbour's side is the neighbour's to clear.
     */
    @Override
    public List<Found<PeeringRules>> find(Scope scope, World world) {
        if (world.found(PeeringConnection.class).isEmpty() && !marked(scope, world)) {
            return List.of();
        }
        Map<String, List<SecurityGroupRule>> groups =
                read(AwsTags.withKey(Marks.PEER)).stream()
                        .filter(each -> Neighbour.of(each.tags(), scope.environment()).isPresent())
                        .filter(each -> PeeringRules.marks(each.description()))
                        .collect(
                                Collectors.groupingBy(
                                        SecurityGroupRule::groupId,
                                        TreeMap::new,
                                        Collectors.toList()));
        return groups.entrySet().stream()
                .map(each -> found(each.getKey(), each.getValue(), scope, world))
                .toList();
    }

    private boolean marked(Scope scope, World world) {
        return SecurityGroupReading.of(ec2, scope, world).groups().stream()
                .flatMap(each -> each.ipPermissions().stream())
                .flatMap(each -> each.userIdGroupPairs().stream())
                .anyMatch(each -> PeeringRules.marks(each.description()));
    }

    private List<SecurityGroupRule> read(Filter... filters) {
        DescribeSecurityGroupRulesRequest request =
                DescribeSecurityGroupRulesRequest.builder()
                        .filters(filters)
                        .maxResults(1000)
                        .build();
        return ec2.describeSecurityGroupRulesPaginator(request).securityGroupRules().stream()
                .toList();
    }

    private static Found<PeeringRules> found(
            String group, List<SecurityGroupRule> rules, Scope scope, World world) {
        Tags tags = AwsTags.fromEc2(rules.getFirst().tags());
        boolean own = scope.environment().equals(tags.values().get(Marks.ENVIRONMENT));
        Set<Source> sources =
                rules.stream()
                        .map(each -> source(each, !own, world))
                        .collect(Collectors.toUnmodifiableSet());
        PeeringRules state =
                new PeeringRules(
                        AwsTags.name(tags, group),
                        own ? world.ref(SecurityGroup.class, group) : null,
                        sources);
        Map<Attr, String> attrs = AwsTags.attrs(tags);
        return new Found<>(group, state, attrs);
    }

    private static Source source(SecurityGroupRule rule, boolean own, World world) {
        String network = network(rule);
        ReferencedSecurityGroup other = rule.referencedGroupInfo();
        String id = other == null ? "" : other.groupId();
        String connection = other == null ? null : other.vpcPeeringConnectionId();
        boolean whole = other != null && rule.ipProtocol().equals("-1");
        return new Source(
                network,
                own ? world.ref(SecurityGroup.class, id) : null,
                connection == null ? between(rule) : world.ref(PeeringConnection.class, connection),
                whole
                        ? PeeringRules.EVERYTHING
                        : rule.ipProtocol() + " " + rule.fromPort() + "-" + rule.toPort());
    }

    private static String network(SecurityGroupRule rule) {
        return AwsTags.fromEc2(rule.tags()).values().getOrDefault(Marks.PEERING_SOURCE, "unknown");
    }

    /** The connection by its name, for a cloud that does not tell a rule's. */
    private static Ref<PeeringConnection> between(SecurityGroupRule rule) {
        Map<String, String> tags = AwsTags.fromEc2(rule.tags()).values();
        String name = tags.get(Marks.ENVIRONMENT) + "~" + tags.get(Marks.PEER);
        return new Ref<>(PeeringConnection.class, name);
    }

    @Override
    public String create(Scope scope, PeeringRules wanted, Ids ids) {
        Ref<SecurityGroup> own = wanted.group();
        String group = own == null ? neighbours.securityGroup(wanted.name()) : ids.of(own);
        wanted.ingress().forEach(each -> allow(group, wanted.name(), each, ids));
        return group;
    }

    /**
     * Takes away before it adds: AWS has no two rules with the same source, and a rule whose
     * connection is gone lets nobody in.
     */
    @Override
    public void update(Found<PeeringRules> found, PeeringRules wanted, Diff diff, Ids ids) {
        Set<Source> gone = new HashSet<>(found.state().ingress());
        gone.removeAll(wanted.ingress());
        revoke(found.id(), gone);
        Set<Source> added = new HashSet<>(wanted.ingress());
        added.removeAll(found.state().ingress());
        added.forEach(each -> allow(found.id(), wanted.name(), each, ids));
    }

    private void allow(String group, String name, Source source, Ids ids) {
        Ref<SecurityGroup> own = source.group();
        String other = own == null ? neighbours.securityGroup(source.network()) : ids.of(own);
        IpPermission permission =
                IpPermission.builder()
                        .ipProtocol("-1")
                        .userIdGroupPairs(
                                UserIdGroupPair.builder()
                                        .groupId(other)
                                        .description(PeeringRules.MARK + source.network())
                                        .build())
                        .build();
        AuthorizeSecurityGroupIngressRequest request =
                AuthorizeSecurityGroupIngressRequest.builder()
                        .groupId(group)
                        .ipPermissions(permission)
                        .tagSpecifications(
                                AwsTags.ec2(
                                        ResourceType.SECURITY_GROUP_RULE,
                                        tags(name, source.network())))
                        .build();
        try {
            calls.whenVisible(group, () -> ec2.authorizeSecurityGroupIngress(request));
        } catch (Ec2Exception e) {
            if (!AwsErrors.alreadyExists(e)) {
                throw e;
            }
            // One without our tags, or one of a run that died: in its place comes a whole one.
            revoke(group, other);
            ec2.authorizeSecurityGroupIngress(request);
        }
    }

    private static Tags tags(String name, String source) {
        return Tags.of(AwsTags.NAME, name)
                .and(Marks.ENVIRONMENT, Neighbour.environment(name))
                .and(Marks.PEER, Neighbour.environment(source))
                .and(Marks.PART, Marks.NETWORK)
                .and(Marks.PEERING_SOURCE, source);
    }

    private void revoke(String group, String other) {
        IpPermission permission =
                IpPermission.builder()
                        .ipProtocol("-1")
                        .userIdGroupPairs(UserIdGroupPair.builder().groupId(other).build())
                        .build();
        PermissionCalls.each(
                List.of(permission),
                some -> new PermissionCalls(ec2, calls).revokeIngress(group, some));
    }

    /** Takes away the rules of those sources that are there. */
    private void revoke(String group, Set<Source> sources) {
        Set<String> networks = sources.stream().map(Source::network).collect(Collectors.toSet());
        if (networks.isEmpty()) {
            return;
        }
        Filter inGroup = Filter.builder().name("group-id").values(group).build();
        List<String> rules =
                read(inGroup, AwsTags.withKey(Marks.PEER)).stream()
                        .filter(each -> networks.contains(network(each)))
                        .map(SecurityGroupRule::securityGroupRuleId)
                        .toList();
        for (String each : rules) {
            RevokeSecurityGroupIngressRequest request =
                    RevokeSecurityGroupIngressRequest.builder()
                            .groupId(group)
                            .securityGroupRuleIds(each)
                            .build();
            calls.untilGone(
                    "rule " + each + " of " + group, () -> ec2.revokeSecurityGroupIngress(request));
        }
    }

    @Override
    public void delete(Found<PeeringRules> found) {
        revoke(found.id(), found.state().ingress());
    }
}
