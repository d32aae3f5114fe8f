package dev.sila.simulation;

import dev.sila.model.schedule.Capacity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a scenario.
 *
 * @param points one for each moment at which the metric was looked at
 * @param events what happened to the group, in order; the first is the beginning
 */
public record Replay(List<Point> points, List<Event> events, Totals totals) {
    public Replay {
        points = List.copyOf(points);
        events = List.copyOf(events);
    }

    /**
     * The group at a moment, after all that happened then.
     *
     * @param load the series' value; null: no data
     * @param metric what the alarms saw; null: no data
     * @param serving how many hosts served
     */
    public record Point(
            Instant time,
            @Nullable Double load,
            @Nullable Double metric,
            Capacity size,
            int serving) {}

    /** What an event is. */
    public enum Kind {
        START,
        /** A policy changed the size. */
        POLICY,
        /** A scheduled action came, whether it changed anything or not. */
        SCHEDULE,
        /** A policy was called in vain: the size is at a bound, or no step is for the value. */
        NOTHING,
        /** A policy was called while the cooldown held or hosts warmed up. */
        WAITING
    }

    /**
     * Something that happened.
     *
     * @param name of the policy, or the recurrence of the action
     * @param words why
     * @param metric the value that caused it; null: none
     */
    public record Event(
            Instant time,
            Kind kind,
            String name,
            String words,
            Capacity before,
            Capacity after,
            @Nullable Double metric) {}

    /**
     * Sums.
     *
     * @param hostTime of all hosts together, from their launch on
     * @param least the fewest hosts that served
     * @param most the most hosts that served
     * @param overloaded how long the load was more than the hosts that served could show
     */
    public record Totals(Duration hostTime, int least, int most, Duration overloaded) {}
}
