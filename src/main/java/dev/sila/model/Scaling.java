package dev.sila.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a group grows and shrinks.
 *
 * @param up how it grows; with several steps, the first of them
 * @param down how it shrinks; with several steps, the first of them
 * @param cooldownSeconds how long it rests after a step
 * @param namespace of the metric, such as {@code AWS/EC2}
 * @param metric the metric that is watched: the group's, or its load balancer's by the namespace
 * @param upThreshold above it the group grows; null: no alarm
 * @param downThreshold below it the group shrinks; null: no alarm
 * @param periodSeconds over how long the metric's average is taken
 * @param evaluations how many averages in a row must be above the threshold
 * @param downEvaluations how many must be below it
 * @param style the sort of its policies
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
        int downEvaluations,
        Style style) {

    /**
     * One step.
     *
     * @param amount hosts, or percent of the group; negative to shrink
     */
    public record Adjustment(int amount, boolean percent) {}

    /** The sorts of policies that AWS has. */
    public sealed interface Style {}

    /** The same step each time, with a rest after it. */
    public record Simple() implements Style {}

    /**
     * A step by how far the metric is beyond the threshold; instances that are warming up count, so
     * there is no rest.
     *
     * @param up at least one, by ascending bounds of which the first is 0
     * @param down as up
     * @param warmupSeconds how long a new host does not count yet; null: as of the group
     */
    public record Steps(List<Step> up, List<Step> down, @Nullable Integer warmupSeconds)
            implements Style {
        public Steps {
            up = List.copyOf(up);
            down = List.copyOf(down);
        }
    }

    /**
     * What is done when the metric is so far beyond the threshold, or farther.
     *
     * @param beyond the difference to the threshold, in either direction, from 0
     */
    public record Step(double beyond, Adjustment adjustment) {}

    /**
     * As many hosts as keep the metric at a value.
     *
     * @param shrinks whether hosts are taken away too
     * @param warmupSeconds as of {@link Steps}
     */
    public record Target(double value, boolean shrinks, @Nullable Integer warmupSeconds)
            implements Style {}

    /** Whether anything watches the metric. */
    public boolean watched() {
        return upThreshold != null || downThreshold != null || style instanceof Target;
    }
}
