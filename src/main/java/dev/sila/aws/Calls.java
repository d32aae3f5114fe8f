package dev.sila.aws;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls to AWS. Thread safe. */
public final class Calls {
    private final Map<String, LongAdder> byAction = new ConcurrentSkipListMap<>();
    private final LongAdder reads = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder attempts = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();

    void call(String service, String action) {
        byAction.computeIfAbsent(service + ":" + action, key -> new LongAdder()).increment();
        (Actions.reading(action) ? reads : writes).increment();
    }

    void attempt() {
        attempts.increment();
    }

    void refused() {
        throttled.increment();
    }

    void waited(Duration wait) {
        waitedNanos.add(wait.toNanos());
    }

    /** How often each action was called, by {@code service:Action}; repetitions do not count. */
    public Map<String, Long> byAction() {
        Map<String, Long> counts = new TreeMap<>();
        byAction.forEach((action, count) -> counts.put(action, count.sum()));
        return counts;
    }

    /** Calls that only read; repetitions do not count. */
    public long reads() {
        return reads.sum();
    }

    /** Calls that change something; repetitions do not count. */
    public long writes() {
        return writes.sum();
    }

    public long total() {
        return reads() + writes();
    }

    /** Requests that went out, repetitions included. */
    public long attempts() {
        return attempts.sum();
    }

    /** Requests that AWS refused because there were too many. */
    public long throttled() {
        return throttled.sum();
    }

    /**
     * How long calls were held back so that AWS need not refuse them, or before they were repeated,
     * summed over threads.
     */
    public Duration waited() {
        return Duration.ofNanos(waitedNanos.sum());
    }
}
