package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.service.autoscaling.Announcer.Outcome;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** Brings launched instances into service: past the hooks, into the balancers. */
final class Arrivals {
    private final Groups groups;
    private final Hooks hooks;
    private final Terminator terminator;

    Arrivals(Groups groups, Hooks hooks, Terminator terminator) {
        this.groups = groups;
        this.hooks = hooks;
        this.terminator = terminator;
    }

    /** A pending instance runs. */
    void arrived(Group group, Member member) {
        if (member.is(LifecycleState.PENDING)) {
            hooks.await(
                    group, member, Hooks.LAUNCHING, proceed -> afterHooks(group, member, proceed));
        }
    }

    private void afterHooks(Group group, Member member, boolean proceed) {
        if (proceed) {
            member.lifecycle = LifecycleState.PENDING_PROCEED;
            enterService(group, member);
            groups.activities
                    .succeed(member.activity)
                    .ifPresent(activity ->
                            groups.announcer.tell(
                                    group, Outcome.LAUNCHED, activity, member.id, member.place));
            makeRoom(group, member);
        } else {
            group.replacements.add("an unhealthy instance needing to be replaced");
            terminator.abandon(
                    group,
                    member,
                    "At %s an instance was taken out of service in response to a launch that was abandoned by a lifecycle hook."
                            .formatted(groups.activities.now()));
        }
    }

    /** From now on the instance counts: it warms up and gets traffic. */
    void enterService(Group group, Member member) {
        Instant now = groups.now();
        member.lifecycle = LifecycleState.IN_SERVICE;
        member.inServiceSince = now;
        int warmup = group.stepWarmup != null ? group.stepWarmup : warmup(group);
        member.warmUntil =
                now.plus(groups.foundation.timeline().scaled(Duration.ofSeconds(warmup)));
        if (group.runs("AddToLoadBalancer")) {
            groups.attachments.register(group, member);
        }
    }

    /** Ends the member that this one replaces, if a refresh does not do it in its own time. */
    private void makeRoom(Group group, Member member) {
        Member old = member.inPlaceOf;
        boolean refreshing =
                group.refreshes.stream().anyMatch(each -> each.active() && each.made(member.id));
        if (old == null || refreshing) {
            return;
        }
        member.inPlaceOf = null;
        if (old.counts() && group.members.containsKey(old.id) && group.runs("Terminate")) {
            terminator.terminate(
                    group,
                    old,
                    "At %s an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from %d to %d."
                            .formatted(
                                    groups.activities.now(),
                                    group.capacity(),
                                    group.capacity() - old.weight));
        }
    }

    /** How many seconds a new instance of a group warms up. */
    static int warmup(Group group) {
        return group.warmup != null ? group.warmup : group.cooldown;
    }
}
