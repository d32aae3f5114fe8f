package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.service.autoscaling.Announcer.Outcome;
import dev.sila.localcloud.service.autoscaling.Instances.InstanceFacts;
import java.time.Duration;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/**
 * Takes instances out of a group: out of the balancers first, past the hooks, then it ends them.
 */
final class Terminator {
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Groups groups;
    private final Hooks hooks;

    Terminator(Groups groups, Hooks hooks) {
        this.groups = groups;
        this.hooks = hooks;
    }

    /** Ends a member in AWS's order: drained, past the hooks, terminated. */
    Activity terminate(Group group, Member member, String cause) {
        return begin(group, member, cause, true);
    }

    /** Ends a member whose launch a hook gave up: the hooks of termination do not count. */
    Activity abandon(Group group, Member member, String cause) {
        return begin(group, member, cause, false);
    }

    private Activity begin(Group group, Member member, String cause, boolean hooked) {
        if (member.coming() && !member.activity.isEmpty()) {
            groups.activities.end(
                    member.activity,
                    ScalingActivityStatusCode.CANCELLED,
                    "Instance " + member.id + " was terminated before it was in service.");
        }
        hooks.forget(member);
        Activity activity =
                groups.activities.begin(
                        group,
                        "Terminating EC2 instance: " + member.id,
                        cause,
                        member.place,
                        ScalingActivityStatusCode.IN_PROGRESS);
        member.activity = activity.activityId();
        member.lifecycle = LifecycleState.TERMINATING;
        groups.attachments.deregister(group, member);
        afterDraining(group, member, () -> awaitHooks(group, member, hooked));
        return activity;
    }

    private void awaitHooks(Group group, Member member, boolean hooked) {
        if (hooked && !group.deleting) {
            hooks.await(group, member, Hooks.TERMINATING, _ -> end(group, member));
        } else {
            end(group, member);
        }
    }

    private void end(Group group, Member member) {
        member.lifecycle = LifecycleState.TERMINATING_PROCEED;
        if (state(member).equals("terminated")) {
            gone(group, member);
        } else {
            groups.instances.terminate(member.id);
        }
    }

    private String state(Member member) {
        return groups.instances.find(member.id).map(InstanceFacts::state).orElse("terminated");
    }

    /**
     * Goes on when a member is out of all balancers; an instance that is no more drains nothing.
     */
    void afterDraining(Group group, Member member, Runnable next) {
        if (group.members.get(member.id) != member) {
            return;
        }
        if (groups.attachments.drained(group, member) || state(member).equals("terminated")) {
            next.run();
        } else {
            groups.foundation.timeline().after(LOOK, () -> afterDraining(group, member, next));
        }
    }

    /** Ends a member at once, without draining or hooks: its group is deleted by force. */
    void force(Group group, Member member, String cause) {
        if (member.going()) {
            boolean waits = !member.waiting.isEmpty();
            hooks.forget(member);
            if (waits) {
                end(group, member);
            }
        } else {
            abandon(group, member, cause);
        }
    }

    /** The instance of a member that stood aside ended by itself. */
    void lost(Group group, Member member) {
        group.members.remove(member.id);
        groups.attachments.deregister(group, member);
    }

    /** The instance is no more. */
    void gone(Group group, Member member) {
        hooks.forget(member);
        group.members.remove(member.id);
        groups.activities
                .succeed(member.activity)
                .ifPresent(activity ->
                        groups.announcer.tell(
                                group, Outcome.TERMINATED, activity, member.id, member.place));
    }
}
