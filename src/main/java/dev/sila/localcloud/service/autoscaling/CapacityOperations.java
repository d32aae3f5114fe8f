package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Checks.or;
import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionResponse;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;

/** The size of groups by hand, and single instances. */
public final class CapacityOperations {
    private final Groups groups;
    private final Keeper keeper;
    private final Terminator terminator;

    CapacityOperations(Groups groups, Keeper keeper, Terminator terminator) {
        this.groups = groups;
        this.keeper = keeper;
        this.terminator = terminator;
    }

    public SetDesiredCapacityResponse setDesiredCapacity(SetDesiredCapacityRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        int desired = request.desiredCapacity();
        if (desired > group.maximum) {
            throw invalid(
                    "New SetDesiredCapacity value %d is above max value %d for the AutoScalingGroup."
                            .formatted(desired, group.maximum));
        }
        if (desired < group.minimum) {
            throw invalid(
                    "New SetDesiredCapacity value %d is below min value %d for the AutoScalingGroup."
                            .formatted(desired, group.minimum));
        }
        if (or(request.honorCooldown(), false) && group.coolingDown(groups.now())) {
            throw coolingDown(group);
        }
        if (desired != group.desired) {
            group.reason =
                    "At %s a user request explicitly set group desired capacity changing the desired capacity from %d to %d.  "
                            .formatted(groups.activities.now(), group.desired, desired);
            group.desired = desired;
            keeper.wake(group);
        }
        return SetDesiredCapacityResponse.builder().build();
    }

    static AwsFailure coolingDown(Group group) {
        return new AwsFailure(
                "ScalingActivityInProgress",
                "The cooldown of Auto Scaling group " + group.name + " blocks this action");
    }

    public DescribeAutoScalingInstancesResponse describeAutoScalingInstances(
            DescribeAutoScalingInstancesRequest request) {
        Checks.atMost("instanceIds", request.instanceIds(), 50);
        List<AutoScalingInstanceDetails> found =
                groups.all.values().stream()
                        .flatMap(group -> details(group, request.instanceIds()))
                        .toList();
        Page<AutoScalingInstanceDetails> page =
                Page.of(found, request.nextToken(), request.maxRecords(), 50, 50);
        return DescribeAutoScalingInstancesResponse.builder()
                .autoScalingInstances(page.items())
                .nextToken(page.next())
                .build();
    }

    private static Stream<AutoScalingInstanceDetails> details(Group group, List<String> ids) {
        return group.members.values().stream()
                .filter(member -> ids.isEmpty() || ids.contains(member.id))
                .map(member -> Models.details(group, member));
    }

    public TerminateInstanceInAutoScalingGroupResponse terminateInstanceInAutoScalingGroup(
            TerminateInstanceInAutoScalingGroupRequest request) {
        Checks.complete(request);
        Group group = groupOf(request.instanceId());
        Member member = groups.member(group, request.instanceId());
        boolean decrement = request.shouldDecrementDesiredCapacity();
        boolean counted = member.counts();
        if (member.going()) {
            throw new AwsFailure(
                    "ScalingActivityInProgress",
                    "Instance " + member.id + " is already in the state " + member.lifecycle);
        }
        if (decrement && counted && group.desired - member.weight < group.minimum) {
            throw invalid(
                    "Currently, desiredSize equals minSize (%d). Terminating instance without replacement will violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size."
                            .formatted(group.minimum));
        }
        int before = group.desired;
        if (decrement && counted) {
            group.desired -= member.weight;
        } else if (counted) {
            group.replacements.add("an unhealthy instance needing to be replaced");
        }
        String shrinking =
                group.desired == before
                        ? ""
                        : ", shrinking the capacity from %d to %d".formatted(before, group.desired);
        String cause =
                "At %s instance %s was taken out of service in response to a user request%s."
                        .formatted(groups.activities.now(), member.id, shrinking);
        Activity activity = terminator.terminate(group, member, cause);
        keeper.wake(group);
        return TerminateInstanceInAutoScalingGroupResponse.builder().activity(activity).build();
    }

    private Group groupOf(String instanceId) {
        return groups.groupOf(instanceId)
                .orElseThrow(() ->
                        invalid(
                                "Instance Id not found - No managed instance found for instance ID: "
                                        + instanceId));
    }

    public SetInstanceHealthResponse setInstanceHealth(SetInstanceHealthRequest request) {
        Checks.complete(request);
        Group group = groupOf(request.instanceId());
        Member member = groups.member(group, request.instanceId());
        String health = request.healthStatus();
        if (!health.matches("Healthy|Unhealthy")) {
            throw invalid("Valid instance health states are: [Healthy, Unhealthy].");
        }
        new HealthCheck(groups)
                .told(group, member, health, or(request.shouldRespectGracePeriod(), true));
        keeper.wake(group);
        return SetInstanceHealthResponse.builder().build();
    }

    public SetInstanceProtectionResponse setInstanceProtection(
            SetInstanceProtectionRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        Checks.atMost("instanceIds", request.instanceIds(), 50);
        List<Member> members =
                request.instanceIds().stream().map(id -> groups.member(group, id)).toList();
        for (Member member : members) {
            if (!member.is(LifecycleState.IN_SERVICE)
                    && !member.coming()
                    && !RefreshRunner.aside(member)) {
                throw invalid(
                        "The instance %s is not in InService or EnteringStandby or Standby."
                                .formatted(member.id));
            }
        }
        members.forEach(each -> each.protectedFromScaleIn = request.protectedFromScaleIn());
        keeper.wake(group);
        return SetInstanceProtectionResponse.builder().build();
    }
}
