package dev.sila.model.schedule;

import java.time.Instant;

/**
 * One time at which a recurrence comes.
 *
 * @param clock what the clocks of its time zone do to it
 */
public record Occurrence(Instant at, Clock clock) implements Comparable<Occurrence> {

    /** What a change of the clocks does to a local time. */
    public enum Clock {
        /** Nothing: the local time is there once. */
        PLAIN,
        /** The local time is skipped; it comes as much later as the clocks jump. */
        SKIPPED,
        /** The local time is there twice; this is the first of the two. */
        DOUBLED
    }

    @Override
    public int compareTo(Occurrence other) {
        return at.compareTo(other.at);
    }
}
