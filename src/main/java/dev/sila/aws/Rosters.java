package dev.sila.aws;

import dev.sila.engine.Marks;
import dev.sila.engine.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Which hosts the groups of an environment have, and how each fares: one paged call for all groups,
 * one for all instances, one for each target group and classic load balancer.
 */
public final class Rosters {
    private static final int GROUPS = 100;
    private static final int INSTANCES = 1000;
    private static final int ACTIVITIES = 20;

    private final AutoScalingClient autoScaling;
    private final Ec2Client ec2;
    private final BalancerHealth health;

    public Rosters(Clients clients) {
        this.autoScaling = clients.autoScaling();
        this.ec2 = clients.ec2();
        this.health = new BalancerHealth(clients);
    }

    /**
     * One group of hosts.
     *
     * @param group its real name
     * @param hostclass the part of the environment that it is
     * @param members the instances that belong to it, also those that come and go
     * @param former instances that it launched and that ended within the last hour or so
     * @param outside whether it is kept outside of AWS, not by Auto Scaling
     */
    public record Roster(
            String group,
            String hostclass,
            int min,
            int desired,
            int max,
            List<Member> members,
            List<Member> former,
            boolean outside) {
        public Roster {
            members = List.copyOf(members);
            former = List.copyOf(former);
        }

        /** The identifiers of the members in service and well. */
        public Set<String> serving() {
            return members.stream()
                    .filter(Member::serving)
                    .map(Member::instanceId)
                    .collect(Collectors.toSet());
        }
    }

    /**
     * One instance of a group.
     *
     * @param lifecycle Auto Scaling's state of it, such as {@code InService}; empty when the group
     *     does not have it any more
     * @param state EC2's state of it; empty when EC2 does not know it yet or any more
     * @param reason EC2's words for why it changed its state; empty if there are none
     * @param serving in service, and healthy in every balancer of the group
     * @param testing its tag {@code smoketest}; empty if it has none
     * @param templateVersion the version of the group's launch template that it was launched by, or
     *     the version and the identifier of another template; empty if that is not known
     */
    public record Member(
            String instanceId,
            String lifecycle,
            String state,
            String reason,
            boolean serving,
            String testing,
            @Nullable String publicAddress,
            @Nullable String privateAddress,
            String templateVersion,
            @Nullable Instant launched) {

        /** Whether it belongs to its group and is not on the way out. */
        public boolean stays() {
            return !lifecycle.isEmpty() && !lifecycle.startsWith("Terminat") && !ended();
        }

        /** Whether it runs no more, or is about to stop. */
        public boolean ended() {
            return Set.of("shutting-down", "terminated", "stopping", "stopped").contains(state);
        }
    }

    /**
     * The groups of these parts of the environment, by hostclass. One that is being deleted is left
     * out.
     *
     * @param parts empty for all
     */
    public List<Roster> of(String environment, Collection<String> parts) {
        List<AutoScalingGroup> groups = groups(environment, parts);
        if (groups.isEmpty()) {
            return List.of();
        }
        Map<String, List<Instance>> instances = instances(environment);
        Map<String, Set<String>> serving = health.serving(groups);
        return groups.stream()
                .map(each ->
                        roster(
                                each,
                                instances.getOrDefault(each.autoScalingGroupName(), List.of()),
                                serving.getOrDefault(each.autoScalingGroupName(), Set.of())))
                .sorted(Comparator.comparing(Roster::hostclass).thenComparing(Roster::group))
                .toList();
    }

    /** The groups of the region that have a scheduled action still to come. */
    public Set<String> scheduled() {
        DescribeScheduledActionsRequest request =
                DescribeScheduledActionsRequest.builder().maxRecords(GROUPS).build();
        return autoScaling
                .describeScheduledActionsPaginator(request)
                .scheduledUpdateGroupActions()
                .stream()
                .map(each -> each.autoScalingGroupName())
                .collect(Collectors.toSet());
    }

    /** AWS's words for the last launch of a group that failed. */
    public Optional<String> lastFailure(String group) {
        DescribeScalingActivitiesRequest request =
                DescribeScalingActivitiesRequest.builder()
                        .autoScalingGroupName(group)
                        .maxRecords(ACTIVITIES)
                        .build();
        return autoScaling.describeScalingActivities(request).activities().stream()
                .filter(each -> each.statusCode() == ScalingActivityStatusCode.FAILED)
                .map(Activity::statusMessage)
                .findFirst();
    }

    private List<AutoScalingGroup> groups(String environment, Collection<String> parts) {
        DescribeAutoScalingGroupsRequest.Builder request =
                DescribeAutoScalingGroupsRequest.builder().maxRecords(GROUPS);
        if (parts.isEmpty()) {
            request.filters(filter(Marks.ENVIRONMENT, List.of(environment)));
        } else {
            request.filters(
                    filter(Marks.ENVIRONMENT, List.of(environment)), filter(Marks.PART, parts));
        }
        return autoScaling
                .describeAutoScalingGroupsPaginator(request.build())
                .autoScalingGroups()
                .stream()
                .filter(each -> each.status() == null)
                .toList();
    }

    private static software.amazon.awssdk.services.autoscaling.model.Filter filter(
            String tag, Collection<String> values) {
        return software.amazon.awssdk.services.autoscaling.model.Filter.builder()
                .name("tag:" + tag)
                .values(values)
                .build();
    }

    /** All of the environment, by the group that launched them. */
    private Map<String, List<Instance>> instances(String environment) {
        DescribeInstancesRequest request =
                DescribeInstancesRequest.builder()
                        .filters(AwsTags.ofEnvironment(environment))
                        .maxResults(INSTANCES)
                        .build();
        Map<String, List<Instance>> byGroup = new HashMap<>();
        ec2.describeInstancesPaginator(request).reservations().stream()
                .flatMap(each -> each.instances().stream())
                .forEach(each ->
                        byGroup.computeIfAbsent(group(each), missing -> new ArrayList<>())
                                .add(each));
        return byGroup;
    }

    private static String group(Instance instance) {
        return AwsTags.fromEc2(instance.tags())
                .values()
                .getOrDefault("aws:autoscaling:groupName", "");
    }

    /**
     * The version; where it is one of a template that the group does not have any more, of which.
     */
    private static String version(
            @Nullable LaunchTemplateSpecification used, @Nullable LaunchTemplateSpecification now) {
        if (used == null) {
            return "";
        }
        boolean former =
                now != null && !Objects.equals(used.launchTemplateId(), now.launchTemplateId());
        return former ? used.version() + " of " + used.launchTemplateId() : used.version();
    }

    private static Roster roster(
            AutoScalingGroup group, List<Instance> instances, Set<String> serving) {
        Map<String, Instance> known = new HashMap<>();
        instances.forEach(each -> known.put(each.instanceId(), each));
        List<Member> members = new ArrayList<>();
        for (var each : group.instances()) {
            boolean serves = serving.contains(each.instanceId());
            members.add(
                    member(
                            each.instanceId(),
                            each.lifecycleStateAsString(),
                            serves,
                            version(each.launchTemplate(), Groups.template(group)),
                            known.remove(each.instanceId())));
        }
        List<Member> former =
                known.values().stream()
                        .map(each -> member(each.instanceId(), "", false, "", each))
                        .toList();
        return new Roster(
                group.autoScalingGroupName(),
                hostclass(group),
                group.minSize(),
                group.desiredCapacity(),
                group.maxSize(),
                members,
                former,
                false);
    }

    private static String hostclass(AutoScalingGroup group) {
        return group.tags().stream()
                .filter(each -> each.key().equals(Marks.PART))
                .map(each -> each.value())
                .findFirst()
                .orElse("");
    }

    static Member member(
            String id,
            String lifecycle,
            boolean serving,
            String templateVersion,
            @Nullable Instance instance) {
        if (instance == null) {
            return new Member(
                    id, lifecycle, "", "", serving, "", null, null, templateVersion, null);
        }
        Tags tags = AwsTags.fromEc2(instance.tags());
        String reason = instance.stateReason() == null ? "" : instance.stateReason().message();
        return new Member(
                id,
                lifecycle,
                instance.state().nameAsString(),
                reason == null ? "" : reason,
                serving,
                tags.values().getOrDefault("smoketest", ""),
                instance.publicIpAddress(),
                instance.privateIpAddress(),
                templateVersion,
                instance.launchTime());
    }
}
