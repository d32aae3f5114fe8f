package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Events.AlarmAction;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.TargetTrackingConfiguration;

/** What policies do when they are executed or their alarms go off. */
final class Scaling {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud");

    private final Groups groups;
    private final Keeper keeper;

    Scaling(Groups groups, Keeper keeper) {
        this.groups = groups;
        this.keeper = keeper;
        groups.foundation.events().subscribe(AlarmAction.class, this::follow);
    }

    private void follow(AlarmAction action) {
        Policy policy = groups.policies.get(action.actionArn());
        if (policy == null || !policy.model().enabled()) {
            return;
        }
        Group group = groups.group(policy.model().autoScalingGroupName());
        if (!group.runs("AlarmNotification")) {
            return;
        }
        String by =
                "a monitor alarm %s in state %s triggered policy %s"
                        .formatted(action.alarmName(), action.state(), policy.model().policyName());
        if (policy.simple()) {
            if (!group.coolingDown(groups.now())) {
                simple(group, policy, by);
            }
            return;
        }
        Optional<Alarms.Reading> reading = groups.alarms.reading(action.alarmName());
        if (reading.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Alarm {0} has no value: step policy {1} chooses no step",
                    action.alarmName(),
                    policy.model().policyName());
            return;
        }
        if (policy.tracking()) {
            track(group, policy, reading.get(), by);
        } else {
            step(group, policy, reading.get().value() - reading.get().threshold(), by);
        }
    }

    /**
     * Goes to the capacity that would meet the target. Out at once, in only when nothing warms up
     * and no more than the target allows (EC2 Auto Scaling guide, "Target tracking scaling
     * policies").
     */
    private void track(Group group, Policy policy, Alarms.Reading reading, String by) {
        TargetTrackingConfiguration configuration = policy.model().targetTrackingConfiguration();
        int warming = warming(group);
        double target = configuration.targetValue();
        int wanted = Tracking.capacity(group.desired - warming, reading.value(), target);
        if (wanted > group.desired) {
            change(group, wanted, by);
        } else if (reading.value() < target && warming == 0 && wanted < group.desired) {
            if (!Checks.or(configuration.disableScaleIn(), false)) {
                change(group, wanted, by);
            }
        } else {
            return;
        }
        Integer own = policy.model().estimatedInstanceWarmup();
        group.stepWarmup = own == null ? Arrivals.warmup(group) : own;
    }

    void simple(Group group, Policy policy, String by) {
        int wanted =
                Adjustment.apply(
                        policy.model().adjustmentType(),
                        group.desired,
                        policy.model().scalingAdjustment(),
                        policy.magnitude());
        group.stepWarmup = null;
        if (change(group, wanted, by)) {
            Integer own = policy.model().cooldown();
            group.cooldownPending = own == null ? Integer.valueOf(group.cooldown) : own;
        }
    }

    /**
     * A scale-out counts from the capacity without the instances that still warm up, and never
     * makes the group smaller; no scale-in begins while any warms up (EC2 Auto Scaling guide, "Step
     * scaling policies").
     *
     * @param difference the metric's value less the alarm's threshold
     */
    void step(Group group, Policy policy, double difference, String by) {
        Adjustment.Step step = Adjustment.step(policy.steps(), difference);
        if (step == null) {
            return;
        }
        int warming = warming(group);
        String type = policy.model().adjustmentType();
        int base = type.equals("ExactCapacity") ? group.desired : group.desired - warming;
        int wanted = Adjustment.apply(type, base, step.adjustment(), policy.magnitude());
        boolean out = type.equals("ExactCapacity") ? wanted > group.desired : step.adjustment() > 0;
        if (out) {
            wanted = Math.max(wanted, group.desired);
        } else if (warming > 0) {
            return;
        }
        Integer own = policy.model().estimatedInstanceWarmup();
        int warmup = own == null ? Arrivals.warmup(group) : own;
        if (change(group, wanted, by)) {
            group.stepWarmup = warmup;
        }
    }

    private int warming(Group group) {
        Instant now = groups.now();
        int coming = Math.max(0, group.desired - group.capacity());
        int young =
                group.counted().stream()
                        .filter(each -> each.coming() || now.isBefore(each.warmUntil))
                        .mapToInt(each -> each.weight)
                        .sum();
        return coming + young;
    }

    private boolean change(Group group, int wanted, String by) {
        int bounded = Adjustment.bounded(wanted, group.minimum, group.maximum);
        if (bounded == group.desired || group.deleting) {
            return false;
        }
        group.reason =
                "At %s %s changing the desired capacity from %d to %d.  "
                        .formatted(groups.activities.now(), by, group.desired, bounded);
        group.desired = bounded;
        keeper.wake(group);
        return true;
    }
}
