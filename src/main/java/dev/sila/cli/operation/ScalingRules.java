package dev.sila.cli.operation;

import dev.sila.aws.kind.ScalingPolicy;
import dev.sila.blueprint.ScalingBlueprint;
import dev.sila.engine.Spec;
import dev.sila.model.Hostclass;
import dev.sila.simulation.Adjustment;
import dev.sila.simulation.Alarm;
import dev.sila.simulation.Comparison;
import dev.sila.simulation.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The policies and alarms that a hostclass gets, as the simulation takes them: what {@link
 * ScalingBlueprint} makes of them for AWS, in other words.
 */
public record ScalingRules(List<Policy> policies, List<Alarm> alarms) {
    private static final Map<String, Adjustment.Type> TYPES =
            Map.of(
                    "ChangeInCapacity", Adjustment.Type.CHANGE_IN_CAPACITY,
                    "ExactCapacity", Adjustment.Type.EXACT_CAPACITY,
                    "PercentChangeInCapacity", Adjustment.Type.PERCENT_CHANGE_IN_CAPACITY);

    public ScalingRules {
        policies = List.copyOf(policies);
        alarms = List.copyOf(alarms);
    }

    /** The rules of a hostclass's scaling. */
    public static ScalingRules of(Hostclass hostclass) {
        List<Policy> policies = new ArrayList<>();
        List<Alarm> alarms = new ArrayList<>();
        List<Spec> specs =
                ScalingBlueprint.specs(
                        "", hostclass.part(), hostclass.scaling(), hostclass.balancer());
        for (Spec each : specs) {
            if (each instanceof ScalingPolicy policy) {
                Policy made = policy(policy.policyName(), policy.rule());
                policies.add(made);
                if (made instanceof Policy.Tracking tracking) {
                    alarms.addAll(tracking.alarms());
                }
            } else if (each instanceof dev.sila.aws.kind.Alarm alarm) {
                alarms.add(alarm(alarm));
            }
        }
        return new ScalingRules(policies, alarms);
    }

    private static Alarm alarm(dev.sila.aws.kind.Alarm alarm) {
        boolean above = alarm.comparison().equals("GreaterThanThreshold");
        String policy = alarm.actions().iterator().next().name();
        String own = policy.substring(policy.indexOf('/') + 1);
        return Alarm.simple(
                alarm.metric() + " " + own,
                own,
                above ? Comparison.GREATER : Comparison.LESS,
                alarm.threshold(),
                alarm.periodSeconds(),
                alarm.evaluationPeriods());
    }

    private static Policy policy(String name, ScalingPolicy.Rule rule) {
        return switch (rule) {
            case ScalingPolicy.Simple simple ->
                    new Policy.Simple(
                            name,
                            adjustment(
                                    simple.adjustmentType(),
                                    simple.adjustment(),
                                    simple.minAdjustment()),
                            Duration.ofSeconds(
                                    simple.cooldownSeconds() == null
                                            ? 0
                                            : simple.cooldownSeconds()));
            case ScalingPolicy.Steps steps ->
                    new Policy.Step(
                            name,
                            steps.steps().stream().map(each -> interval(each, steps)).toList(),
                            seconds(steps.warmupSeconds()));
            case ScalingPolicy.Tracking tracking ->
                    new Policy.Tracking(
                            name,
                            tracking.value(),
                            !tracking.scaleIn(),
                            seconds(tracking.warmupSeconds()));
        };
    }

    private static Policy.Interval interval(ScalingPolicy.Step step, ScalingPolicy.Steps of) {
        return new Policy.Interval(
                step.lower(),
                step.upper(),
                adjustment(of.adjustmentType(), step.adjustment(), of.minAdjustment()));
    }

    private static Adjustment adjustment(String type, int amount, @Nullable Integer least) {
        Adjustment.Type known = TYPES.get(type);
        if (known == null) {
            throw new IllegalStateException("There is no adjustment type " + type);
        }
        return new Adjustment(known, amount, least == null ? 0 : least);
    }

    private static @Nullable Duration seconds(@Nullable Integer number) {
        return number == null ? null : Duration.ofSeconds(number);
    }
}
