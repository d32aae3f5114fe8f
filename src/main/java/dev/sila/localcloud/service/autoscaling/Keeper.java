package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Events.InstanceStateChanged;
import dev.sila.localcloud.traffic.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** Keeps each group at its desired capacity and replaces what is unhealthy. */
final class Keeper {
    /** From a change to the group's act. */
    private static final Duration REACTION = Duration.ofSeconds(2);

    /** Between two looks at the health of all groups; AWS does not publish its own. */
    private static final Duration ROUND = Duration.ofSeconds(10);

    private static final Set<String> DOWN =
            Set.of("stopping", "stopped", "shutting-down", "terminated");

    private final Groups groups;
    private final Launcher launcher;
    private final Terminator terminator;

    Keeper(Groups groups, Launcher launcher, Terminator terminator) {
        this.groups = groups;
        this.launcher = launcher;
        this.terminator = terminator;
        groups.foundation.events().subscribe(InstanceStateChanged.class, this::follow);
        groups.foundation.timeline().every(ROUND, this::round);
    }

    /** Lets a group look at itself soon. */
    void wake(Group group) {
        groups.foundation.timeline().after(REACTION, () -> settle(group));
    }

    private void round() {
        for (Group group : List.copyOf(groups.all.values())) {
            checkHealth(group);
            settle(group);
        }
    }

    private void follow(InstanceStateChanged change) {
        groups.groupOf(change.instanceId())
                .ifPresent(group -> follow(group, change.instanceId(), change.state()));
    }

    private void follow(Group group, String instanceId, String state) {
        Member member = groups.member(group, instanceId);
        if (member.is(LifecycleState.TERMINATING)) {
            if (state.equals("terminated")) {
                terminator.gone(group, member);
                wake(group);
            }
        } else if (state.equals("running")) {
            launcher.arrived(group, member);
            wake(group);
        } else if (DOWN.contains(state)) {
            blame(
                    group,
                    member,
                    "an EC2 health check indicating it has been terminated or stopped");
            wake(group);
        }
    }

    private static void blame(Group group, Member member, String complaint) {
        if (group.runs("HealthCheck") && member.health.equals("Healthy")) {
            member.health = "Unhealthy";
            member.complaint = complaint;
        }
    }

    private void checkHealth(Group group) {
        Instant now = groups.foundation.timeline().now();
        for (Member member : group.members.values()) {
            if (!member.is(LifecycleState.IN_SERVICE)) {
                continue;
            }
            boolean down =
                    groups.instances
                            .find(member.id)
                            .map(facts -> DOWN.contains(facts.state()))
                            .orElse(true);
            if (down) {
                blame(
                        group,
                        member,
                        "an EC2 health check indicating it has been terminated or stopped");
            } else if (graceIsOver(group, member, now) && failsBalancers(group, member)) {
                blame(group, member, "an ELB system health check failure");
            }
        }
    }

    boolean graceIsOver(Group group, Member member, Instant now) {
        return !member.inServiceSince.equals(Instant.MAX)
                && !now.isBefore(member.inServiceSince.plus(scaled(group.grace)));
    }

    private boolean failsBalancers(Group group, Member member) {
        return group.healthCheckType.contains("ELB")
                && group.targetGroups.stream()
                        .flatMap(arn -> groups.targetGroups.health(arn, member.id).stream())
                        .map(Health::state)
                        .anyMatch("unhealthy"::equals);
    }

    private void settle(Group group) {
        if (groups.all.get(group.name) != group) {
            return;
        }
        if (group.runs("ReplaceUnhealthy") && group.runs("Terminate")) {
            replaceUnhealthy(group);
        }
        int excess = group.counted().size() - group.desired;
        if (excess > 0 && group.runs("Terminate")) {
            scaleIn(group, excess);
        } else if (excess < 0 && group.runs("Launch") && !group.deleting) {
            launcher.launch(group, -excess);
        }
        finishCooldown(group);
        if (group.deleting && group.members.isEmpty()) {
            groups.all.remove(group.name);
        }
    }

    private void replaceUnhealthy(Group group) {
        for (Member member : group.counted()) {
            if (member.health.equals("Unhealthy")) {
                group.replacements++;
                terminator.terminate(
                        group,
                        member,
                        "At %s an instance was taken out of service in response to %s."
                                .formatted(groups.activities.now(), member.complaint));
            }
        }
    }

    private void scaleIn(Group group, int excess) {
        Instant now = groups.foundation.timeline().now();
        int before = group.counted().size();
        List<Member> chosen =
                new TerminationOrder(group.terminationPolicies, now)
                        .choose(group.counted(), excess);
        String time = groups.activities.now();
        for (Member member : chosen) {
            terminator.terminate(
                    group,
                    member,
                    "%sAt %s an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from %d to %d.  At %s instance %s was selected for termination."
                            .formatted(
                                    group.reason,
                                    time,
                                    before,
                                    before - chosen.size(),
                                    time,
                                    member.id));
        }
    }

    /** How long so many seconds of AWS's take here. */
    private Duration scaled(long seconds) {
        return groups.foundation.timeline().scaled(Duration.ofSeconds(seconds));
    }

    /** The cooldown of a simple policy counts from the end of the activities that it caused. */
    private void finishCooldown(Group group) {
        boolean busy =
                group.counted().size() != group.desired
                        || group.has(LifecycleState.PENDING)
                        || group.has(LifecycleState.TERMINATING);
        if (group.cooldownPending != null && !busy) {
            group.cooldownUntil =
                    groups.foundation.timeline().now().plus(scaled(group.cooldownPending));
            group.cooldownPending = null;
        }
    }
}
