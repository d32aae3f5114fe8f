package dev.sila.cli;

import dev.sila.aws.Time;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** The pause between two looks of a watch; a beat now and then shows that the watch is alive. */
final class LookPause {
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final Time time;
    private final InstantSource clock;
    private final Duration interval;
    private final Consumer<String> beat;

    LookPause(Time time, InstantSource clock, Duration interval, Consumer<String> beat) {
        this.time = time;
        this.clock = clock;
        this.interval = interval;
        this.beat = beat;
    }

    /** The time in UTC, to the second. */
    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Returns when the next look is due.
     *
     * @param state what the last look saw, in a few words
     */
    void rest(String state) {
        Duration left = interval;
        String last = now();
        while (left.isPositive()) {
            beat.accept(state + "; looked at " + last + ", next in " + left.toSeconds() + " s");
            Duration slice = left.compareTo(BEAT) < 0 ? left : BEAT;
            time.pause(slice);
            left = left.minus(slice);
        }
    }
}
