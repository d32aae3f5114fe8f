package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Events.InstanceStateChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** Keeps each group at its desired capacity and replaces what is unhealthy or too old. */
final class Keeper {
    /** From a change to the group's act. */
    private static final Duration REACTION = Duration.ofSeconds(2);

    /** Between two looks at the health of all groups; AWS does not publish its own. */
    private static final Duration ROUND = Duration.ofSeconds(10);

    private final Groups groups;
    private final Launcher launcher;
    private final Arrivals arrivals;
    private final Terminator terminator;
    private final HealthCheck health;
    private final Balance balance;
    private final List<Chore> chores = new ArrayList<>();

    /** What else is looked after in each group, after its size. */
    interface Chore {
        void tend(Group group);
    }

    Keeper(Groups groups, Launcher launcher, Arrivals arrivals, Terminator terminator) {
        this.groups = groups;
        this.launcher = launcher;
        this.arrivals = arrivals;
        this.terminator = terminator;
        this.health = new HealthCheck(groups);
        this.balance = new Balance(groups, launcher);
        groups.foundation.events().subscribe(InstanceStateChanged.class, this::follow);
        groups.foundation.timeline().every(ROUND, this::round);
    }

    /** Adds something to look after in every group, each round and after each change. */
    void alsoTend(Chore chore) {
        chores.add(chore);
    }

    /** Lets a group look at itself soon. */
    void wake(Group group) {
        groups.foundation.timeline().after(REACTION, () -> settle(group));
    }

    private void round() {
        for (Group group : List.copyOf(groups.all.values())) {
            health.look(group);
            settle(group);
        }
    }

    private void follow(InstanceStateChanged change) {
        groups.groupOf(change.instanceId())
                .ifPresent(group -> follow(group, change.instanceId(), change.state()));
    }

    private void follow(Group group, String instanceId, String state) {
        Member member = groups.member(group, instanceId);
        if (member.going()) {
            if (state.equals("terminated") && member.waiting.isEmpty()) {
                terminator.gone(group, member);
                wake(group);
            }
        } else if (state.equals("running")) {
            arrivals.arrived(group, member);
            wake(group);
        } else if (state.equals("terminated") && !member.counts()) {
            terminator.lost(group, member);
        } else if (HealthCheck.DOWN.contains(state)) {
            health.down(group, member);
            wake(group);
        }
    }

    private void settle(Group group) {
        if (groups.all.get(group.name) != group) {
            return;
        }
        if (group.runs("ReplaceUnhealthy") && group.runs("Terminate")) {
            replaceUnhealthy(group);
            replaceOld(group);
        }
        if (group.capacity() > group.desired && group.runs("Terminate")) {
            scaleIn(group);
        } else if (group.capacity() < group.desired && group.runs("Launch") && !group.deleting) {
            launcher.fill(group);
        } else if (!group.deleting) {
            balance.restore(group);
        }
        if (!group.deleting) {
            chores.forEach(each -> each.tend(group));
        }
        finishCooldown(group);
        if (group.deleting && group.members.isEmpty()) {
            groups.all.remove(group.name);
        }
    }

    private void replaceUnhealthy(Group group) {
        for (Member member : group.counted()) {
            if (member.health.equals("Unhealthy")) {
                group.replacements.add("an unhealthy instance needing to be replaced");
                terminator.terminate(
                        group,
                        member,
                        "At %s an instance was taken out of service in response to %s."
                                .formatted(groups.activities.now(), member.complaint));
            }
        }
    }

    /** One that is past the greatest age goes at a time, once nothing else comes or goes. */
    private void replaceOld(Group group) {
        Integer lifetime = group.maxLifetime;
        if (lifetime == null || !group.quiet()) {
            return;
        }
        Instant now = groups.now();
        group.in(LifecycleState.IN_SERVICE).stream()
                .filter(each -> !now.isBefore(each.inServiceSince.plus(groups.scaled(lifetime))))
                .findFirst()
                .ifPresent(old -> {
                    group.replacements.add("an instance exceeding its maximum instance lifetime");
                    terminator.terminate(
                            group,
                            old,
                            "At %s an instance was taken out of service in response to its maximum instance lifetime being exceeded."
                                    .formatted(groups.activities.now()));
                });
    }

    private void scaleIn(Group group) {
        int before = group.capacity();
        List<Member> chosen =
                new TerminationOrder(group, groups.now()).choose(before - group.desired);
        String time = groups.activities.now();
        int after = before - chosen.stream().mapToInt(each -> each.weight).sum();
        for (Member member : chosen) {
            terminator.terminate(
                    group,
                    member,
                    "%sAt %s an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from %d to %d.  At %s instance %s was selected for termination."
                            .formatted(group.reason, time, before, after, time, member.id));
        }
    }

    /** The cooldown of a simple policy counts from the end of the activities that it caused. */
    private void finishCooldown(Group group) {
        boolean busy = group.capacity() != group.desired || !group.quiet();
        if (group.cooldownPending != null && !busy) {
            group.cooldownUntil = groups.now().plus(groups.scaled(group.cooldownPending));
            group.cooldownPending = null;
        }
    }
}
