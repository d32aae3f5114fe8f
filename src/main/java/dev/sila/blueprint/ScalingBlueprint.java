package dev.sila.blueprint;

import dev.sila.aws.kind.Alarm;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.ScalingPolicy;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.model.Scaling;
import dev.sila.model.Scaling.Adjustment;
import dev.sila.model.Scaling.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a group grows and shrinks, as specs. */
public final class ScalingBlueprint {
    private static final String EC2 = "AWS/EC2/";

    /** The metrics that AWS has under a name of their own for target tracking. */
    private static final Map<String, String> PREDEFINED =
            Map.of(
                    EC2 + "CPUUtilization", "ASGAverageCPUUtilization",
                    EC2 + "NetworkIn", "ASGAverageNetworkIn",
                    EC2 + "NetworkOut", "ASGAverageNetworkOut");

    private final Ref<AutoScalingGroup> group;
    private final Scaling scaling;
    private final String part;

    private ScalingBlueprint(Ref<AutoScalingGroup> group, Scaling scaling, String part) {
        this.group = group;
        this.scaling = scaling;
        this.part = part;
    }

    /**
     * The policies {@code up} and {@code down}, and an alarm for each threshold that is given; or
     * the policy {@code target}, for which AWS itself makes alarms.
     *
     * @param part the hostclass
     */
    public static List<Spec> specs(Ref<AutoScalingGroup> group, Scaling scaling, String part) {
        return new ScalingBlueprint(group, scaling, part).all();
    }

    private List<Spec> all() {
        return switch (scaling.style()) {
            case Scaling.Target target ->
                    List.of(ScalingPolicy.of(group, "target", tracking(target)));
            case Scaling.Steps steps ->
                    watched(
                            policy("up", steps(steps.up(), steps.warmupSeconds())),
                            policy("down", steps(steps.down(), steps.warmupSeconds())));
            case Scaling.Simple _ ->
                    watched(
                            policy("up", simple(scaling.up())),
                            policy("down", simple(scaling.down())));
        };
    }

    private List<Spec> watched(ScalingPolicy up, ScalingPolicy down) {
        List<Spec> specs = new ArrayList<>(List.of(up, down));
        Double upThreshold = scaling.upThreshold();
        if (upThreshold != null) {
            specs.add(alarm("max", "GreaterThanThreshold", upThreshold, up));
        }
        Double downThreshold = scaling.downThreshold();
        if (downThreshold != null) {
            specs.add(alarm("min", "LessThanThreshold", downThreshold, down));
        }
        return specs;
    }

    private ScalingPolicy policy(String name, ScalingPolicy.Rule rule) {
        return ScalingPolicy.of(group, name, rule);
    }

    private ScalingPolicy.Simple simple(Adjustment adjustment) {
        return new ScalingPolicy.Simple(
                type(adjustment),
                adjustment.amount(),
                least(adjustment),
                scaling.cooldownSeconds());
    }

    /** The seed's least adjustment of a percentage is one host. */
    private static @Nullable Integer least(Adjustment adjustment) {
        return adjustment.percent() ? 1 : null;
    }

    private static String type(Adjustment adjustment) {
        return adjustment.percent() ? "PercentChangeInCapacity" : "ChangeInCapacity";
    }

    /** Steps that grow count upwards from the threshold, those that shrink downwards. */
    private static ScalingPolicy.Steps steps(List<Step> steps, @Nullable Integer warmup) {
        Set<ScalingPolicy.Step> all = new HashSet<>();
        for (int index = 0; index < steps.size(); index++) {
            Step step = steps.get(index);
            Double near = step.beyond();
            Double far = index + 1 < steps.size() ? steps.get(index + 1).beyond() : null;
            int amount = step.adjustment().amount();
            all.add(
                    amount > 0
                            ? new ScalingPolicy.Step(near, far, amount)
                            : new ScalingPolicy.Step(negative(far), negative(near), amount));
        }
        Adjustment first = steps.getFirst().adjustment();
        return new ScalingPolicy.Steps(type(first), least(first), warmup, all);
    }

    /** Zero is zero: the other one would differ from what AWS tells. */
    private static @Nullable Double negative(@Nullable Double bound) {
        return bound == null ? null : Double.valueOf(0.0 - bound);
    }

    private ScalingPolicy.Tracking tracking(Scaling.Target target) {
        String predefined = PREDEFINED.get(scaling.namespace() + "/" + scaling.metric());
        return new ScalingPolicy.Tracking(
                predefined != null
                        ? new ScalingPolicy.Predefined(predefined)
                        : new ScalingPolicy.Custom(
                                scaling.namespace(), scaling.metric(), "Average"),
                target.value(),
                target.shrinks(),
                target.warmupSeconds());
    }

    private Alarm alarm(String end, String comparison, double threshold, ScalingPolicy action) {
        String name = group.name() + "_" + scaling.metric() + "_" + end;
        String verb = end.equals("max") ? "grows above" : "shrinks below";
        return new Alarm(
                name,
                part,
                group.name() + " " + verb + " " + scaling.metric() + " " + threshold,
                scaling.namespace(),
                scaling.metric(),
                Set.of(Alarm.of(group)),
                "Average",
                scaling.periodSeconds(),
                end.equals("max") ? scaling.evaluations() : scaling.downEvaluations(),
                threshold,
                comparison,
                null,
                Set.of(Ref.to(action)),
                null,
                null);
    }
}
