package dev.sila.cli.operation;

import dev.sila.model.Scaling;
import dev.sila.simulation.Adjustment;
import dev.sila.simulation.Alarm;
import dev.sila.simulation.Comparison;
import dev.sila.simulation.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The policies and alarms that a hostclass gets, as the simulation takes them: the same that {@code
 * blueprint.ScalingBlueprint} makes of them for AWS.
 */
public record ScalingRules(List<Policy> policies, List<Alarm> alarms) {
    public ScalingRules {
        policies = List.copyOf(policies);
        alarms = List.copyOf(alarms);
    }

    /** The rules of a hostclass's scaling. */
    public static ScalingRules of(Scaling scaling) {
        List<Alarm> alarms = new ArrayList<>();
        Double up = scaling.upThreshold();
        if (up != null) {
            alarms.add(alarm(scaling, "up", Comparison.GREATER, up, scaling.evaluations()));
        }
        Double down = scaling.downThreshold();
        if (down != null) {
            alarms.add(alarm(scaling, "down", Comparison.LESS, down, scaling.downEvaluations()));
        }
        return new ScalingRules(
                List.of(
                        simple("up", scaling.up(), scaling),
                        simple("down", scaling.down(), scaling)),
                alarms);
    }

    private static Alarm alarm(
            Scaling scaling, String policy, Comparison comparison, double threshold, int periods) {
        return Alarm.simple(
                scaling.metric() + " " + policy,
                policy,
                comparison,
                threshold,
                scaling.periodSeconds(),
                periods);
    }

    private static Policy simple(String name, Scaling.Adjustment adjustment, Scaling scaling) {
        return new Policy.Simple(
                name, adjustment(adjustment), Duration.ofSeconds(scaling.cooldownSeconds()));
    }

    /** A percentage moves at least one host. */
    private static Adjustment adjustment(Scaling.Adjustment adjustment) {
        return adjustment.percent()
                ? new Adjustment(Adjustment.Type.PERCENT_CHANGE_IN_CAPACITY, adjustment.amount(), 1)
                : new Adjustment(Adjustment.Type.CHANGE_IN_CAPACITY, adjustment.amount(), 0);
    }
}
