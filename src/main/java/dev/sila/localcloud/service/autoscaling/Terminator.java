package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.service.autoscaling.Instances.InstanceFacts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Takes instances out of a group: out of the balancers first, then it ends them. */
final class Terminator {
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Groups groups;

    /** Activity by instance. */
    private final Map<String, String> underway = new HashMap<>();

    Terminator(Groups groups) {
        this.groups = groups;
    }

    Activity terminate(Group group, Member member, String cause) {
        Activity activity =
                groups.activities.begin(
                        group,
                        "Terminating EC2 instance: " + member.id,
                        cause,
                        ScalingActivityStatusCode.IN_PROGRESS);
        underway.put(member.id, activity.activityId());
        boolean launching = member.is(LifecycleState.PENDING);
        if (launching) {
            groups.activities.end(
                    member.launchActivity,
                    ScalingActivityStatusCode.CANCELLED,
                    "The instance was terminated before it was in service");
        }
        member.lifecycle = LifecycleState.TERMINATING;
        group.targetGroups.forEach(arn -> groups.targetGroups.deregister(arn, member.id));
        endWhenDrained(group, member);
        return activity;
    }

    private void endWhenDrained(Group group, Member member) {
        if (!group.members.containsKey(member.id)) {
            return;
        }
        String state =
                groups.instances.find(member.id).map(InstanceFacts::state).orElse("terminated");
        if (state.equals("terminated")) {
            gone(group, member);
        } else if (drained(group, member)) {
            groups.instances.terminate(member.id);
        } else {
            groups.foundation.timeline().after(LOOK, () -> endWhenDrained(group, member));
        }
    }

    private boolean drained(Group group, Member member) {
        return group.targetGroups.stream()
                .allMatch(arn -> groups.targetGroups.health(arn, member.id).isEmpty());
    }

    /** The instance is no more. */
    void gone(Group group, Member member) {
        group.members.remove(member.id);
        String activity = underway.remove(member.id);
        if (activity != null) {
            groups.activities.succeed(activity);
        }
    }
}
