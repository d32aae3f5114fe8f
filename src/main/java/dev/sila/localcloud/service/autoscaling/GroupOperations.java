package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Checks.or;
import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/** Making, changing, listing and deleting groups. */
public final class GroupOperations {
    private final Groups groups;
    private final Fields fields;
    private final GroupSettings settings;
    private final Keeper keeper;
    private final Terminator terminator;
    private final PolicyOperations policies;

    GroupOperations(
            Groups groups, Keeper keeper, Terminator terminator, PolicyOperations policies) {
        this.groups = groups;
        this.fields = new Fields(groups);
        this.settings = new GroupSettings(groups);
        this.keeper = keeper;
        this.terminator = terminator;
        this.policies = policies;
    }

    public CreateAutoScalingGroupResponse createAutoScalingGroup(
            CreateAutoScalingGroupRequest request) {
        GroupSettings.checkSupported(request);
        String name =
                Checks.matching(
                        "autoScalingGroupName", request.autoScalingGroupName(), 255, "[ -~]*");
        if (name.contains(":")) {
            throw invalid("AutoScalingGroup name cannot contain colons");
        }
        if (groups.all.containsKey(name)) {
            throw new AwsFailure(
                    "AlreadyExists",
                    "AutoScalingGroup by this name already exists - A group with the name "
                            + name
                            + " already exists");
        }
        Limits.room(
                groups.all.size(),
                groups.foundation.quotas().of(Limits.GROUPS),
                "AutoScalingGroup");
        Group group = build(request, name);
        groups.all.put(name, group);
        if (group.desired > 0) {
            group.reason =
                    "At %s a user request created an AutoScalingGroup changing the desired capacity from 0 to %d.  "
                            .formatted(groups.activities.now(), group.desired);
        }
        keeper.wake(group);
        return CreateAutoScalingGroupResponse.builder().build();
    }

    private Group build(CreateAutoScalingGroupRequest request, String name) {
        int minimum = request.minSize();
        int desired = or(request.desiredCapacity(), minimum);
        Fields.sizes(minimum, request.maxSize(), desired);
        Configuration configuration =
                settings.configuration(request)
                        .orElseThrow(() ->
                                invalid(
                                        "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter."));
        String id = groups.foundation.identity().uuid();
        String arn =
                groups.foundation
                        .realm()
                        .arn(
                                "autoscaling",
                                "autoScalingGroup:" + id + ":autoScalingGroupName/" + name);
        Group group = new Group(name, arn, groups.now(), configuration);
        group.minimum = minimum;
        group.maximum = request.maxSize();
        group.desired = desired;
        settings.apply(group, request);
        if (group.subnets.isEmpty()) {
            throw invalid("At least one Availability Zone or VPC Subnet is required.");
        }
        fields.launchable(configuration, group.subnets.keySet());
        TagOperations.put(group, request.tags());
        AttachmentOperations attaching = new AttachmentOperations(groups);
        attaching.targetGroups(group, request.targetGroupARNs(), Limits.TARGET_GROUPS);
        attaching.loadBalancers(group, request.loadBalancerNames(), Limits.CLASSIC_LOAD_BALANCERS);
        attaching.trafficSources(group, request.trafficSources());
        HookOperations hooks = new HookOperations(groups, Optional.empty());
        request.lifecycleHookSpecificationList().forEach(each -> hooks.put(group, each));
        return group;
    }

    public UpdateAutoScalingGroupResponse updateAutoScalingGroup(
            UpdateAutoScalingGroupRequest update) {
        Checks.complete(update);
        Group group = groups.lasting(update.autoScalingGroupName());
        int minimum = or(update.minSize(), group.minimum);
        int maximum = or(update.maxSize(), group.maximum);
        // Without a new desired capacity, the old one moves into the new bounds.
        int desired =
                or(update.desiredCapacity(), Adjustment.bounded(group.desired, minimum, maximum));
        CreateAutoScalingGroupRequest request =
                Reshape.copy(update, CreateAutoScalingGroupRequest.builder())
                        .minSize(minimum)
                        .maxSize(maximum)
                        .build();
        GroupSettings.checkSupported(request);
        Fields.sizes(minimum, maximum, desired);
        Optional<Configuration> configuration = settings.configuration(request);
        settings.apply(group, request);
        configuration.ifPresent(each -> {
            fields.launchable(each, group.subnets.keySet());
            group.configuration = each;
        });
        resize(group, minimum, maximum, desired);
        keeper.wake(group);
        return UpdateAutoScalingGroupResponse.builder().build();
    }

    private void resize(Group group, int minimum, int maximum, int desired) {
        group.minimum = minimum;
        group.maximum = maximum;
        if (desired != group.desired) {
            group.reason =
                    "At %s a user request update of AutoScalingGroup constraints to min: %d, max: %d, desired: %d changing the desired capacity from %d to %d.  "
                            .formatted(
                                    groups.activities.now(),
                                    minimum,
                                    maximum,
                                    desired,
                                    group.desired,
                                    desired);
            group.desired = desired;
        }
    }

    public DeleteAutoScalingGroupResponse deleteAutoScalingGroup(
            DeleteAutoScalingGroupRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        boolean force = or(request.forceDelete(), false);
        if (!force && group.members.values().stream().anyMatch(each -> !each.going())) {
            throw new AwsFailure(
                    "ResourceInUse",
                    "You cannot delete an AutoScalingGroup while there are instances or pending"
                            + " Spot instance request(s) still in the group.");
        }
        if (!force && !group.members.isEmpty()) {
            throw new AwsFailure(
                    "ScalingActivityInProgress",
                    "You cannot delete an AutoScalingGroup while there are scaling activities in"
                            + " progress for that group.");
        }
        policies.drop(group);
        group.schedule.values().forEach(ScheduledAction::cancel);
        group.schedule.clear();
        end(group);
        return DeleteAutoScalingGroupResponse.builder().build();
    }

    /** The group stays visible, "Delete in progress", until its last instance is gone. */
    private void end(Group group) {
        if (group.members.isEmpty()) {
            groups.all.remove(group.name);
            return;
        }
        group.deleting = true;
        int before = group.desired;
        group.minimum = 0;
        group.desired = 0;
        String cause =
                "At %s a user request force deleted AutoScalingGroup changing the desired capacity from %d to 0.  At %s an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from %d to 0."
                        .formatted(
                                groups.activities.now(),
                                before,
                                groups.activities.now(),
                                group.capacity());
        for (Member member : List.copyOf(group.members.values())) {
            terminator.force(group, member, cause);
        }
        keeper.wake(group);
    }

    public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
            DescribeAutoScalingGroupsRequest request) {
        request.filters().forEach(GroupOperations::check);
        List<Group> found =
                groups.all.values().stream()
                        .filter(group -> asked(request.autoScalingGroupNames(), group))
                        .filter(group -> matches(group, request.filters()))
                        .toList();
        Page<Group> page = Page.of(found, request.nextToken(), request.maxRecords(), 50, 100);
        List<AutoScalingGroup> models = page.items().stream().map(Models::of).toList();
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(models)
                .nextToken(page.next())
                .build();
    }

    private static boolean asked(List<String> names, Group group) {
        return names.isEmpty() || names.contains(group.name);
    }

    private static boolean matches(Group group, List<Filter> filters) {
        return filters.stream().allMatch(filter -> matches(group, filter));
    }

    private static void check(Filter filter) {
        String name = Checks.text("filters.member.name", filter.name(), 1600);
        if (!name.startsWith("tag:") && !Set.of("tag-key", "tag-value").contains(name)) {
            throw invalid(
                    "Filter type "
                            + name
                            + " is not correct. Allowed Filter types are: [tag-key, tag-value, tag:<key>]");
        }
    }

    private static boolean matches(Group group, Filter filter) {
        String name = filter.name();
        if (name.equals("tag-key")) {
            return group.tags.keySet().stream().anyMatch(filter.values()::contains);
        }
        return name.equals("tag-value")
                ? group.tags.values().stream().anyMatch(each -> matches(each, filter))
                : matches(group.tags.get(name.substring("tag:".length())), filter);
    }

    private static boolean matches(@Nullable GroupTag tag, Filter filter) {
        return tag != null && filter.values().contains(tag.value());
    }
}
