package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Worded;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A scaling policy of an autoscaling group: simple, step or target tracking. Predictive ones are
 * not seen, and so never changed or deleted.
 *
 * @param name the group's spec name, a slash and the policy's own name
 * @param policyName the policy's own name, such as {@code up}
 * @param type {@code SimpleScaling}, {@code StepScaling} or {@code TargetTrackingScaling}, as the
 *     rule is; AWS fixes it for life
 */
public record ScalingPolicy(
        String name, Ref<AutoScalingGroup> group, String policyName, String type, Rule rule)
        implements Spec {

    /** The policy of a group, of the type that the rule has. */
    public static ScalingPolicy of(Ref<AutoScalingGroup> group, String policyName, Rule rule) {
        String type =
                switch (rule) {
                    case Simple _ -> ScalingPolicyHandler.SIMPLE;
                    case Steps _ -> ScalingPolicyHandler.STEP;
                    case Tracking _ -> ScalingPolicyHandler.TRACKING;
                };
        return new ScalingPolicy(group.name() + "/" + policyName, group, policyName, type, rule);
    }

    /** What the policy does. */
    public sealed interface Rule extends Worded {}

    /**
     * The same adjustment each time that its alarm goes off.
     *
     * @param adjustmentType {@code ChangeInCapacity}, {@code PercentChangeInCapacity} or {@code
     *     ExactCapacity}
     * @param minAdjustment the least number of instances that a percentage moves; null for the
     *     other types
     * @param cooldownSeconds how long the group rests before a simple policy may act again; null:
     *     as long as the group says
     */
    public record Simple(
            String adjustmentType,
            int adjustment,
            @Nullable Integer minAdjustment,
            @Nullable Integer cooldownSeconds)
            implements Rule {
        @Override
        public String inWords() {
            return change(adjustmentType, adjustment, minAdjustment)
                    + (cooldownSeconds == null ? "" : ", then " + cooldownSeconds + " s of rest");
        }
    }

    /**
     * An adjustment by how far the metric is beyond its alarm's threshold.
     *
     * @param adjustmentType as of {@link Simple}
     * @param minAdjustment as of {@link Simple}
     * @param warmupSeconds how long a new instance does not count yet; null: as the group says
     */
    public record Steps(
            String adjustmentType,
            @Nullable Integer minAdjustment,
            @Nullable Integer warmupSeconds,
            Set<Step> steps)
            implements Rule {
        @Override
        public String inWords() {
            String words =
                    steps.stream()
                            .sorted(Comparator.comparingDouble(Step::start))
                            .map(each -> each.inWords(adjustmentType, minAdjustment))
                            .collect(Collectors.joining(", "));
            return warmupSeconds == null ? words : words + ", warm-up " + warmupSeconds + " s";
        }
    }

    /**
     * One step. Its bounds are differences to the threshold: from the lower one, which counts, to
     * the upper one, which does not; null is without end.
     */
    public record Step(@Nullable Double lower, @Nullable Double upper, int adjustment) {
        /** The lower bound as a number. */
        double start() {
            return lower == null ? Double.NEGATIVE_INFINITY : lower;
        }

        private String inWords(String adjustmentType, @Nullable Integer least) {
            return change(adjustmentType, adjustment, least)
                    + " from "
                    + (lower == null ? "below" : number(lower))
                    + " to "
                    + (upper == null ? "above" : number(upper));
        }
    }

    /**
     * As many instances as keep a metric at a value. AWS makes the alarms for it.
     *
     * @param scaleIn whether it takes instances away too
     * @param warmupSeconds as of {@link Steps}
     */
    public record Tracking(
            Metric metric, double value, boolean scaleIn, @Nullable Integer warmupSeconds)
            implements Rule {
        @Override
        public String inWords() {
            return metric.inWords()
                    + " at "
                    + number(value)
                    + (scaleIn ? "" : ", growing only")
                    + (warmupSeconds == null ? "" : ", warm-up " + warmupSeconds + " s");
        }
    }

    /** A metric that is kept at a value. */
    public sealed interface Metric extends Worded {}

    /** One that AWS knows by name, such as {@code ASGAverageCPUUtilization}. */
    public record Predefined(String metricType) implements Metric {
        @Override
        public String inWords() {
            return metricType;
        }
    }

    /**
     * AWS's {@code ALBRequestCountPerTarget}: the requests a minute that each host answers.
     *
     * @param listener one that forwards to the target group: AWS refuses the policy before there is
     *     one
     */
    public record Requests(
            Ref<LoadBalancer> balancer, Ref<TargetGroup> targets, Ref<Listener> listener)
            implements Metric {
        @Override
        public String inWords() {
            return "ALBRequestCountPerTarget of " + targets.name();
        }
    }

    /** One by its name and dimensions. */
    public record Custom(
            String namespace, String metric, String statistic, Set<Dimension> dimensions)
            implements Metric {
        @Override
        public String inWords() {
            return statistic
                    + " of "
                    + namespace
                    + " "
                    + metric
                    + dimensions.stream()
                            .map(Dimension::inWords)
                            .sorted()
                            .collect(Collectors.joining(", ", " (", ")"));
        }
    }

    private static String change(String type, int adjustment, @Nullable Integer least) {
        return switch (type) {
            case "ExactCapacity" -> "to " + adjustment;
            case "PercentChangeInCapacity" ->
                    "%+d %%".formatted(adjustment)
                            + (least == null ? "" : " (at least " + least + ")");
            default -> "%+d".formatted(adjustment);
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
