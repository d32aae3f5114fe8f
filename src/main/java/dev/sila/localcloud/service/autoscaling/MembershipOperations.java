package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.autoscaling.Instances.InstanceFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Instances that come into a group, step aside or leave it alive. */
public final class MembershipOperations {
    private static final String GROUP_TAG = "aws:autoscaling:groupName";

    private final Groups groups;
    private final Keeper keeper;
    private final Arrivals arrivals;
    private final Terminator terminator;

    MembershipOperations(Groups groups, Keeper keeper, Arrivals arrivals, Terminator terminator) {
        this.groups = groups;
        this.keeper = keeper;
        this.arrivals = arrivals;
        this.terminator = terminator;
    }

    public AttachInstancesResponse attachInstances(AttachInstancesRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        List<String> ids = given(request.instanceIds());
        List<InstanceFacts> facts = ids.stream().map(id -> attachable(group, id)).toList();
        if (group.desired + ids.size() > group.maximum) {
            throw sizes(group, "attach", ids.size());
        }
        int before = group.desired;
        group.desired += ids.size();
        for (InstanceFacts each : facts) {
            attach(group, each, before);
        }
        keeper.wake(group);
        return AttachInstancesResponse.builder().build();
    }

    private static List<String> given(List<String> ids) {
        Checks.atMost("instanceIds", ids, Limits.AT_ONCE);
        if (ids.isEmpty()) {
            throw invalid("Instance Id list is empty");
        }
        return ids.stream().distinct().toList();
    }

    private static AwsFailure sizes(Group group, String verb, int count) {
        return invalid(
                "AutoScalingGroup %s has min-size=%d, max-size=%d, and desired-size=%d. To %s %d more instance, please update the AutoScalingGroup sizes appropriately."
                        .formatted(
                                group.name,
                                group.minimum,
                                group.maximum,
                                group.desired,
                                verb,
                                count));
    }

    private InstanceFacts attachable(Group group, String id) {
        InstanceFacts facts =
                groups.instances
                        .find(id)
                        .orElseThrow(
                                () -> invalid("Invalid Instance ID(s): [" + id + "] specified"));
        if (!facts.state().equals("running")) {
            throw invalid("Instance " + id + " is not in correct state: it must be running");
        }
        groups.groupOf(id)
                .ifPresent(other -> {
                    throw invalid(
                            "Instance "
                                    + id
                                    + " is already part of AutoScalingGroup:"
                                    + other.name);
                });
        if (!group.zones().contains(facts.zone())) {
            throw invalid(
                    "Instance "
                            + id
                            + " is in an Availability Zone that the group does not use: "
                            + facts.zone());
        }
        return facts;
    }

    private void attach(Group group, InstanceFacts facts, int before) {
        Member member = new Member(facts, null, null, groups.now());
        member.weight = group.configuration.weight(facts.instanceType());
        member.weighted = group.configuration.weighted();
        member.protectedFromScaleIn = group.protectNew;
        Activity activity =
                begin(
                        group,
                        "Attaching an existing EC2 instance: " + facts.id(),
                        "At %s an instance was attached in response to a user request, increasing the capacity from %d to %d."
                                .formatted(groups.activities.now(), before, group.desired));
        member.activity = activity.activityId();
        group.members.put(facts.id(), member);
        groups.instances.tag(facts.id(), Map.of(GROUP_TAG, group.name));
        arrivals.enterService(group, member);
        groups.activities.succeed(member.activity);
    }

    private Activity begin(Group group, String description, String cause) {
        return groups.activities.begin(
                group, description, cause, Map.of(), ScalingActivityStatusCode.IN_PROGRESS);
    }

    public DetachInstancesResponse detachInstances(DetachInstancesRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        List<Member> members = groups.members(group, given(request.instanceIds()));
        for (Member member : members) {
            if (!member.is(LifecycleState.IN_SERVICE) && !member.is(LifecycleState.STANDBY)) {
                throw invalid("The instance " + member.id + " is not in InService or Standby.");
            }
        }
        boolean decrement = request.shouldDecrementDesiredCapacity();
        List<Member> counted = members.stream().filter(Member::counts).toList();
        shrink(group, counted, decrement, "detach");
        List<Activity> activities = new ArrayList<>();
        for (Member member : members) {
            String cause = cause(group, member, "detached", decrement);
            Activity activity = begin(group, "Detaching EC2 instance: " + member.id, cause);
            activities.add(activity);
            stepAside(
                    group,
                    member,
                    LifecycleState.DETACHING,
                    activity,
                    () -> {
                        group.members.remove(member.id);
                        groups.instances.untag(member.id, GROUP_TAG);
                    });
        }
        keeper.wake(group);
        return DetachInstancesResponse.builder().activities(activities).build();
    }

    private static void shrink(Group group, List<Member> members, boolean decrement, String verb) {
        int units = members.stream().mapToInt(each -> each.weight).sum();
        if (decrement && group.desired - units < group.minimum) {
            throw invalid(
                    "AutoScalingGroup %s has min-size=%d, max-size=%d, and desired-size=%d. To %s %d instance, please update the AutoScalingGroup sizes appropriately."
                            .formatted(
                                    group.name,
                                    group.minimum,
                                    group.maximum,
                                    group.desired,
                                    verb,
                                    members.size()));
        }
        if (decrement) {
            group.desired -= units;
        }
    }

    private String cause(Group group, Member member, String done, boolean decrement) {
        String shrinking =
                decrement
                        ? ", shrinking the capacity from %d to %d"
                                .formatted(group.desired + member.weight, group.desired)
                        : "";
        return "At %s instance %s was %s in response to a user request%s."
                .formatted(groups.activities.now(), member.id, done, shrinking);
    }

    /** Takes a member out of the balancers, and when its connections are drained, goes on. */
    private void stepAside(
            Group group, Member member, LifecycleState state, Activity activity, Runnable then) {
        member.lifecycle = state;
        member.inPlaceOf = null;
        groups.attachments.deregister(group, member);
        groups.foundation
                .timeline()
                .after(
                        Duration.ofSeconds(1),
                        () ->
                                terminator.afterDraining(
                                        group,
                                        member,
                                        () -> {
                                            if (member.is(state)) {
                                                then.run();
                                                groups.activities.succeed(activity.activityId());
                                                keeper.wake(group);
                                            }
                                        }));
    }

    public EnterStandbyResponse enterStandby(EnterStandbyRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        List<Member> members = groups.members(group, given(request.instanceIds()));
        for (Member member : members) {
            if (!member.is(LifecycleState.IN_SERVICE)) {
                throw invalid("The instance " + member.id + " is not in InService.");
            }
        }
        boolean decrement = request.shouldDecrementDesiredCapacity();
        shrink(group, members, decrement, "place into standby");
        List<Activity> activities = new ArrayList<>();
        for (Member member : members) {
            String cause = cause(group, member, "moved to standby", decrement);
            Activity activity = begin(group, "Moving EC2 instance to Standby: " + member.id, cause);
            activities.add(activity);
            stepAside(
                    group,
                    member,
                    LifecycleState.ENTERING_STANDBY,
                    activity,
                    () -> member.lifecycle = LifecycleState.STANDBY);
        }
        keeper.wake(group);
        return EnterStandbyResponse.builder().activities(activities).build();
    }

    /** Raises the desired capacity by what comes back, which no hook delays. */
    public ExitStandbyResponse exitStandby(ExitStandbyRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        List<Member> members = groups.members(group, given(request.instanceIds()));
        for (Member member : members) {
            if (!member.is(LifecycleState.STANDBY)) {
                throw invalid("The instance " + member.id + " is not in Standby.");
            }
        }
        int units = members.stream().mapToInt(each -> each.weight).sum();
        if (group.desired + units > group.maximum) {
            throw sizes(group, "exit standby for", members.size());
        }
        List<Activity> activities = new ArrayList<>();
        for (Member member : members) {
            int before = group.desired;
            group.desired += member.weight;
            String cause =
                    "At %s instance %s was moved out of standby in response to a user request, increasing the capacity from %d to %d."
                            .formatted(groups.activities.now(), member.id, before, group.desired);
            Activity activity =
                    begin(group, "Moving EC2 instance out of Standby: " + member.id, cause);
            activities.add(activity);
            member.lifecycle = LifecycleState.PENDING_PROCEED;
            member.activity = activity.activityId();
            groups.foundation.timeline().after(Duration.ofSeconds(5), () -> resume(group, member));
        }
        return ExitStandbyResponse.builder().activities(activities).build();
    }

    private void resume(Group group, Member member) {
        if (member.is(LifecycleState.PENDING_PROCEED)) {
            arrivals.enterService(group, member);
            groups.activities.succeed(member.activity);
            keeper.wake(group);
        }
    }
}
