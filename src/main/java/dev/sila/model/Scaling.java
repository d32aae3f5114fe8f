package dev.sila.model;

import org.jspecify.annotations.Nullable;

/**
 * How a group grows and shrinks.
 *
 * @param cooldownSeconds how long it rests after a step
 * @param namespace of the metric, such as {@code AWS/EC2}
 * @param metric the metric that is watched, by the dimension of the group's name
 * @param upThreshold above it the group grows; null: no alarm
 * @param downThreshold below it the group shrinks; null: no alarm
 * @param periodSeconds over how long the metric's average is taken
 * @param evaluations how many averages in a row must be above the threshold
 * @param downEvaluations how many must be below it
 */
public record Scaling(
        Adjustment up,
        Adjustment down,
        int cooldownSeconds,
        String namespace,
        String metric,
        @Nullable Double upThreshold,
        @Nullable Double downThreshold,
        int periodSeconds,
        int evaluations,
        int downEvaluations) {

    /**
     * One step.
     *
     * @param amount hosts, or percent of the group; negative to shrink
     */
    public record Adjustment(int amount, boolean percent) {}

    /** Whether any alarm watches the metric. */
    public boolean watched() {
        return upThreshold != null || downThreshold != null;
    }
}
