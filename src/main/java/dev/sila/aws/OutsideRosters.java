package dev.sila.aws;

import dev.sila.aws.Rosters.Member;
import dev.sila.aws.Rosters.Roster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * Which hosts groups have that are kept outside of AWS, and how each fares: by the tag that their
 * keeper puts on all it launches. One paged call for all groups, one for each target group, the
 * latter all at the same time.
 */
public final class OutsideRosters {
    private static final int INSTANCES = 1000;

    private static final Set<InstanceStateName> ENDED =
            Set.of(InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED);

    private final Clients clients;
    private final String tag;

    /**
     * @param tag the key of the tag whose value is the group
     */
    public OutsideRosters(Clients clients, String tag) {
        this.clients = clients;
        this.tag = tag;
    }

    /**
     * A group.
     *
     * @param id the tag's value
     * @param name for people
     * @param targetGroups the ARNs of those in which a host must be healthy
     */
    public record Group(
            String id,
            String name,
            String hostclass,
            int min,
            int desired,
            int max,
            Set<String> targetGroups) {
        public Group {
            targetGroups = Set.copyOf(targetGroups);
        }
    }

    /** Whether a group has an instance that is not terminated yet. */
    public boolean launched(String group) {
        return instances(List.of(group)).stream()
                .anyMatch(each -> each.state().name() != InstanceStateName.TERMINATED);
    }

    /** These groups with their hosts. */
    public List<Roster> of(Collection<Group> groups) {
        if (groups.isEmpty()) {
            return List.of();
        }
        Map<String, List<Instance>> byGroup = new HashMap<>();
        instances(groups.stream().map(Group::id).toList())
                .forEach(each ->
                        byGroup.computeIfAbsent(group(each), missing -> new ArrayList<>())
                                .add(each));
        Map<String, Set<String>> healthy =
                new BalancerHealth(clients)
                        .healthy(
                                groups.stream()
                                        .flatMap(each -> each.targetGroups().stream())
                                        .toList());
        return groups.stream()
                .map(each -> roster(each, byGroup.getOrDefault(each.id(), List.of()), healthy))
                .toList();
    }

    private List<Instance> instances(List<String> groups) {
        DescribeInstancesRequest request =
                DescribeInstancesRequest.builder()
                        .filters(Filters.of("tag:" + tag, groups))
                        .maxResults(INSTANCES)
                        .build();
        return clients.ec2().describeInstancesPaginator(request).reservations().stream()
                .flatMap(each -> each.instances().stream())
                .toList();
    }

    private String group(Instance instance) {
        return AwsTags.fromEc2(instance.tags()).values().getOrDefault(tag, "");
    }

    private static Roster roster(
            Group group, List<Instance> instances, Map<String, Set<String>> healthy) {
        Set<String> serving = new HashSet<>();
        instances.stream()
                .filter(each -> each.state().name() == InstanceStateName.RUNNING)
                .forEach(each -> serving.add(each.instanceId()));
        group.targetGroups()
                .forEach(each -> serving.retainAll(healthy.getOrDefault(each, Set.of())));
        List<Member> members = new ArrayList<>();
        List<Member> former = new ArrayList<>();
        for (Instance each : instances) {
            boolean ended = ENDED.contains(each.state().name());
            Member member = member(each, ended, serving.contains(each.instanceId()));
            (ended ? former : members).add(member);
        }
        return new Roster(
                group.name(),
                group.hostclass(),
                group.min(),
                group.desired(),
                group.max(),
                members,
                former,
                true);
    }

    private static Member member(Instance instance, boolean ended, boolean serving) {
        boolean running = instance.state().name() == InstanceStateName.RUNNING;
        String lifecycle = ended ? "" : running ? "InService" : "Pending";
        return Rosters.member(instance.instanceId(), lifecycle, serving, "", instance);
    }
}
