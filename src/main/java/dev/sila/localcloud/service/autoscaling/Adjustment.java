package dev.sila.localcloud.service.autoscaling;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arithmetic of scaling policies. */
final class Adjustment {
    /** A step: bounds are differences to the alarm's threshold, null for no bound. */
    record Step(@Nullable Double lower, @Nullable Double upper, int adjustment) {
        /**
         * Above the threshold the lower bound belongs to the step, below it the upper one does (EC2
         * Auto Scaling guide, "Step adjustments").
         */
        boolean covers(double difference) {
            double from = lower == null ? Double.NEGATIVE_INFINITY : lower;
            double to = upper == null ? Double.POSITIVE_INFINITY : upper;
            return difference >= 0
                    ? from <= difference && difference < to
                    : from < difference && difference <= to;
        }
    }

    private Adjustment() {}

    /**
     * The capacity that an adjustment leads to, before the group's bounds.
     *
     * @param type {@code ChangeInCapacity}, {@code ExactCapacity} or {@code
     *     PercentChangeInCapacity}
     * @param magnitude the least change of a percentage; 0 for none
     */
    static int apply(String type, int current, int adjustment, int magnitude) {
        return switch (type) {
            case "ExactCapacity" -> adjustment;
            case "PercentChangeInCapacity" ->
                    current + atLeast(percent(current, adjustment), adjustment, magnitude);
            default -> current + adjustment;
        };
    }

    /**
     * AWS rounds towards zero, except that what lies between −1 and 1 and is not 0 becomes a whole
     * instance (EC2 Auto Scaling guide, "Scaling adjustment types").
     */
    static int percent(int current, int percent) {
        double exact = current * percent / 100.0;
        if (exact > 0 && exact < 1) {
            return 1;
        }
        return exact < 0 && exact > -1 ? -1 : (int) exact;
    }

    private static int atLeast(int change, int adjustment, int magnitude) {
        if (Math.abs(change) >= magnitude || adjustment == 0) {
            return change;
        }
        return adjustment > 0 ? magnitude : -magnitude;
    }

    static int bounded(int capacity, int minimum, int maximum) {
        return Math.max(minimum, Math.min(maximum, capacity));
    }

    /** The step that covers a difference; null when none does. */
    static @Nullable Step step(List<Step> steps, double difference) {
        return steps.stream().filter(step -> step.covers(difference)).findFirst().orElse(null);
    }

    /** What AWS refuses in a list of steps; null when it is fine. */
    static @Nullable String problem(List<Step> steps) {
        if (steps.isEmpty()) {
            return "At least one StepAdjustment must be specified for policies of type StepScaling";
        }
        List<Step> sorted =
                steps.stream()
                        .sorted(
                                Comparator.comparingDouble(step ->
                                        step.lower() == null
                                                ? Double.NEGATIVE_INFINITY
                                                : step.lower()))
                        .toList();
        for (Step step : sorted) {
            if (step.lower() != null && step.upper() != null && step.lower() >= step.upper()) {
                return "The lower bound of a step adjustment must be less than its upper bound";
            }
        }
        for (int index = 1; index < sorted.size(); index++) {
            Double end = sorted.get(index - 1).upper();
            Double start = sorted.get(index).lower();
            if (end == null || start == null || !end.equals(start)) {
                return "Step adjustment intervals must not overlap or leave gaps";
            }
        }
        return null;
    }
}
