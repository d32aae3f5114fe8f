package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/** Making, changing, listing and deleting groups. */
public final class GroupOperations {
    private final Groups groups;
    private final Fields fields;
    private final Keeper keeper;
    private final Terminator terminator;

    GroupOperations(Groups groups, Keeper keeper, Terminator terminator) {
        this.groups = groups;
        this.fields = new Fields(groups);
        this.keeper = keeper;
        this.terminator = terminator;
    }

    public CreateAutoScalingGroupResponse createAutoScalingGroup(
            CreateAutoScalingGroupRequest request) {
        String name = request.autoScalingGroupName();
        if (name == null || name.isEmpty() || name.length() > 255 || name.contains(":")) {
            throw invalid("AutoScalingGroupName must have 1 to 255 characters and no colon");
        }
        if (groups.all.containsKey(name)) {
            throw new AwsFailure(
                    "AlreadyExists",
                    "AutoScalingGroup by this name already exists - A group with the name "
                            + name
                            + " already exists");
        }
        checkOffered(request);
        Group group = build(request);
        groups.all.put(name, group);
        if (group.desired > 0) {
            group.reason =
                    "At %s a user request created an AutoScalingGroup changing the desired capacity from 0 to %d.  "
                            .formatted(groups.activities.now(), group.desired);
        }
        keeper.wake(group);
        return CreateAutoScalingGroupResponse.builder().build();
    }

    /** New accounts cannot make launch configurations, so only launch templates are left. */
    private static void checkOffered(CreateAutoScalingGroupRequest request) {
        if (request.launchConfigurationName() != null) {
            throw invalid(
                    "Launch configuration name not found - Launch configuration "
                            + request.launchConfigurationName()
                            + " not found");
        }
        if (request.instanceId() != null) {
            throw new AwsFailure(
                    "UnsupportedOperation",
                    "The Launch Configuration creation operation is not available in your account."
                            + " Use launch templates to create configuration templates for your"
                            + " Auto Scaling groups.");
        }
        refuse("MixedInstancesPolicy", request.mixedInstancesPolicy());
        checkNotYet(request.maxInstanceLifetime(), request.capacityRebalance());
        if (!request.loadBalancerNames().isEmpty()) {
            refuse("LoadBalancerNames", request.loadBalancerNames());
        }
        if (!request.lifecycleHookSpecificationList().isEmpty()) {
            refuse("LifecycleHookSpecificationList", request.lifecycleHookSpecificationList());
        }
        if (request.launchTemplate() == null) {
            throw invalid(
                    "Valid requests must contain either LaunchTemplate, LaunchConfigurationName,"
                            + " InstanceId or MixedInstancesPolicy parameter.");
        }
        if (request.minSize() == null || request.maxSize() == null) {
            throw invalid("MinSize and MaxSize are required");
        }
    }

    private static void checkNotYet(@Nullable Integer lifetime, @Nullable Boolean rebalance) {
        if (lifetime != null && lifetime != 0) {
            refuse("MaxInstanceLifetime", lifetime);
        }
        if (rebalance != null && rebalance) {
            refuse("CapacityRebalance", rebalance);
        }
    }

    private static void refuse(String member, @Nullable Object value) {
        if (value != null) {
            throw invalid("The local cloud does not offer " + member + " for groups yet");
        }
    }

    private Group build(CreateAutoScalingGroupRequest request) {
        String name = request.autoScalingGroupName();
        int minimum = request.minSize();
        int desired = request.desiredCapacity() == null ? minimum : request.desiredCapacity();
        Fields.sizes(minimum, request.maxSize(), desired);
        fields.targetGroups(request.targetGroupARNs());
        String id = groups.foundation.identity().uuid();
        Group group =
                new Group(
                        name,
                        groups.foundation
                                .realm()
                                .arn(
                                        "autoscaling",
                                        "autoScalingGroup:" + id + ":autoScalingGroupName/" + name),
                        groups.foundation.timeline().now(),
                        fields.template(request.launchTemplate()));
        group.minimum = minimum;
        group.maximum = request.maxSize();
        group.desired = desired;
        group.subnets = fields.subnets(request.vpcZoneIdentifier(), request.availabilityZones());
        group.namedSubnets = request.vpcZoneIdentifier() != null;
        group.terminationPolicies = Fields.terminationPolicies(request.terminationPolicies());
        group.targetGroups.addAll(request.targetGroupARNs());
        group.cooldown = or(request.defaultCooldown(), 300);
        group.grace = or(request.healthCheckGracePeriod(), 0);
        group.warmup = request.defaultInstanceWarmup();
        group.protectNew = or(request.newInstancesProtectedFromScaleIn(), false);
        group.healthCheckType = Fields.healthCheckType(or(request.healthCheckType(), "EC2"));
        checkSeconds(group);
        TagOperations.put(group, request.tags());
        return group;
    }

    private static void checkSeconds(Group group) {
        Fields.notNegative("DefaultCooldown", group.cooldown);
        Fields.notNegative("HealthCheckGracePeriod", group.grace);
        if (group.warmup != null && group.warmup < -1) {
            throw invalid("DefaultInstanceWarmup must not be negative, or be -1 to remove it");
        }
    }

    private static <T> T or(@Nullable T given, T standard) {
        return given == null ? standard : given;
    }

    public UpdateAutoScalingGroupResponse updateAutoScalingGroup(
            UpdateAutoScalingGroupRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        if (request.launchConfigurationName() != null) {
            throw invalid(
                    "Launch configuration name not found - Launch configuration "
                            + request.launchConfigurationName()
                            + " not found");
        }
        refuse("MixedInstancesPolicy", request.mixedInstancesPolicy());
        checkNotYet(request.maxInstanceLifetime(), request.capacityRebalance());
        int minimum = or(request.minSize(), group.minimum);
        int maximum = or(request.maxSize(), group.maximum);
        // Without a new desired capacity, the old one moves into the new bounds.
        int desired =
                request.desiredCapacity() == null
                        ? Adjustment.bounded(group.desired, minimum, maximum)
                        : request.desiredCapacity();
        Fields.sizes(minimum, maximum, desired);
        if (request.launchTemplate() != null) {
            group.template = fields.template(request.launchTemplate());
        }
        place(group, request);
        settings(group, request);
        resize(group, minimum, maximum, desired);
        keeper.wake(group);
        return UpdateAutoScalingGroupResponse.builder().build();
    }

    private void place(Group group, UpdateAutoScalingGroupRequest request) {
        if (request.vpcZoneIdentifier() != null || !request.availabilityZones().isEmpty()) {
            group.subnets =
                    fields.subnets(request.vpcZoneIdentifier(), request.availabilityZones());
            group.namedSubnets = request.vpcZoneIdentifier() != null;
        }
    }

    private static void settings(Group group, UpdateAutoScalingGroupRequest request) {
        if (!request.terminationPolicies().isEmpty()) {
            group.terminationPolicies = Fields.terminationPolicies(request.terminationPolicies());
        }
        String type = or(request.healthCheckType(), group.healthCheckType);
        group.healthCheckType = Fields.healthCheckType(type);
        int cooldown = or(request.defaultCooldown(), group.cooldown);
        group.cooldown = Fields.notNegative("DefaultCooldown", cooldown);
        int grace = or(request.healthCheckGracePeriod(), group.grace);
        group.grace = Fields.notNegative("HealthCheckGracePeriod", grace);
        if (request.defaultInstanceWarmup() != null) {
            int warmup = request.defaultInstanceWarmup();
            group.warmup = warmup == -1 ? null : Integer.valueOf(warmup);
        }
        group.protectNew = or(request.newInstancesProtectedFromScaleIn(), group.protectNew);
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
        if (!force && group.members.values().stream().anyMatch(each -> !ending(each))) {
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
        List<String> policies =
                groups.policies.values().stream()
                        .filter(each -> each.model().autoScalingGroupName().equals(group.name))
                        .map(each -> each.model().policyARN())
                        .toList();
        policies.forEach(groups.policies::remove);
        policies.forEach(groups.alarms::dropAction);
        end(group);
        return DeleteAutoScalingGroupResponse.builder().build();
    }

    private static boolean ending(Member member) {
        return member.is(LifecycleState.TERMINATING);
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
                                group.counted().size());
        for (Member member : List.copyOf(group.members.values())) {
            if (!ending(member)) {
                terminator.terminate(group, member, cause);
            }
        }
        keeper.wake(group);
    }

    public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
            DescribeAutoScalingGroupsRequest request) {
        List<AutoScalingGroup> found =
                groups.all.values().stream()
                        .filter(group -> asked(request.autoScalingGroupNames(), group))
                        .filter(group -> matches(group, request.filters()))
                        .map(Group::model)
                        .toList();
        Page<AutoScalingGroup> page =
                Page.of(found, request.nextToken(), request.maxRecords(), 50, 100);
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean asked(List<String> names, Group group) {
        return names.isEmpty() || names.contains(group.name);
    }

    private static boolean matches(Group group, List<Filter> filters) {
        return filters.stream().allMatch(filter -> matches(group, filter));
    }

    private static boolean matches(Group group, Filter filter) {
        String name = filter.name();
        if (name.startsWith("tag:")) {
            GroupTag tag = group.tags.get(name.substring("tag:".length()));
            return tag != null && filter.values().contains(tag.value());
        }
        return switch (name) {
            case "tag-key" -> group.tags.keySet().stream().anyMatch(filter.values()::contains);
            case "tag-value" ->
                    group.tags.values().stream()
                            .anyMatch(tag -> filter.values().contains(tag.value()));
            default ->
                    throw invalid(
                            "Filter '"
                                    + name
                                    + "' is not valid: use tag-key, tag-value or tag:KEY");
        };
    }
}
