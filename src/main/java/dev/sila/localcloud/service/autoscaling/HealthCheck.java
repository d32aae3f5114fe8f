package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.service.autoscaling.Instances.InstanceFacts;
import java.time.Instant;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** Finds the members that EC2 or a load balancer calls unhealthy. */
final class HealthCheck {
    static final Set<String> DOWN = Set.of("stopping", "stopped", "shutting-down", "terminated");

    private final Groups groups;

    HealthCheck(Groups groups) {
        this.groups = groups;
    }

    /** Looks at all members in service. One in standby is left alone. */
    void look(Group group) {
        Instant now = groups.now();
        groups.attachments.prove(group);
        for (Member member : group.in(LifecycleState.IN_SERVICE)) {
            boolean down =
                    groups.instances
                            .find(member.id)
                            .map(InstanceFacts::state)
                            .map(DOWN::contains)
                            .orElse(true);
            if (down) {
                down(group, member);
            } else if (group.healthCheckType.contains("ELB")
                    && graceIsOver(group, member, now)
                    && groups.attachments.fails(group, member)) {
                blame(group, member, "an ELB system health check failure");
            }
        }
    }

    /** An instance stopped or ended by itself. */
    void down(Group group, Member member) {
        if (member.counts()) {
            blame(
                    group,
                    member,
                    "an EC2 health check indicating it has been terminated or stopped");
        }
    }

    private static void blame(Group group, Member member, String complaint) {
        if (group.runs("HealthCheck") && member.health.equals("Healthy")) {
            member.health = "Unhealthy";
            member.complaint = complaint;
        }
    }

    /** Whether a member is in service for longer than the group's grace period. */
    private boolean graceIsOver(Group group, Member member, Instant now) {
        return !member.inServiceSince.equals(Instant.MAX)
                && !now.isBefore(member.inServiceSince.plus(groups.scaled(group.grace)));
    }

    /** Takes a user's word for a member's health. */
    void told(Group group, Member member, String health, boolean respectGrace) {
        boolean ignored =
                respectGrace
                        && health.equals("Unhealthy")
                        && !graceIsOver(group, member, groups.now());
        if (!ignored) {
            member.health = health;
            member.complaint = "a user health-check";
        }
    }
}
