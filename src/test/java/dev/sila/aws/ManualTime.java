package dev.sila.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only in pauses, which it remembers. */
public final class ManualTime implements Time {
    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void pause(Duration duration) {
        pauses.add(duration);
        nanos += duration.toNanos();
    }

    /** How long all pauses took. */
    public synchronized Duration passed() {
        return Duration.ofNanos(nanos);
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
