package dev.sila.cli.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that send requests at a steady rate until they are told to stop, whether or not the last
 * one has been answered in time. Half of them keep their connection, half open a new one for each
 * request.
 */
public final class Traffic implements AutoCloseable {
    private static final int VISITORS = 20;

    /**
     * One request: when it was sent, how long its answer took, who answered, and why it failed if
     * it did.
     */
    private record Sample(long atNanos, long nanos, String instance, String failure) {}

    private final List<Sample> samples = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final InetSocketAddress address;
    private final Duration gap;
    private volatile boolean stopped;

    /**
     * @param rate requests a second, of all clients together
     */
    public Traffic(InetSocketAddress address, int rate) {
        this.address = address;
        this.gap = Duration.ofSeconds(1).multipliedBy(VISITORS).dividedBy(rate);
    }

    /** Lets the clients begin. */
    public void start() {
        for (int i = 0; i < VISITORS; i++) {
            boolean keepAlive = i % 2 == 0;
            long offset = gap.toNanos() * i / VISITORS;
            threads.add(
                    Thread.ofVirtual().name("visitor-" + i).start(() -> visit(keepAlive, offset)));
        }
    }

    private void visit(boolean keepAlive, long offset) {
        try (Visitor visitor = new Visitor(address, keepAlive)) {
            long next = System.nanoTime() + offset;
            while (!stopped) {
                LockSupport.parkNanos(next - System.nanoTime());
                if (System.nanoTime() >= next) {
                    next += gap.toNanos();
                    record(visitor);
                }
            }
        }
    }

    private void record(Visitor visitor) {
        long start = System.nanoTime();
        String instance = "";
        String failure = "";
        try {
            Visitor.Answer answer = visitor.ask("/");
            if (answer.status() == 200) {
                instance = answer.body().strip().replace("Hello from ", "");
            } else {
                failure = "HTTP " + answer.status();
            }
        } catch (IOException broken) {
            failure = String.valueOf(broken.getMessage());
        }
        Sample sample = new Sample(start, System.nanoTime() - start, instance, failure);
        synchronized (samples) {
            samples.add(sample);
        }
    }

    /** How many requests have been sent so far. */
    public int sent() {
        synchronized (samples) {
            return samples.size();
        }
    }

    /** Stops the clients and returns once the last answer is in. */
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * What came of it. A failure counts as caused by the kill if the request was sent, or still
     * unanswered, in the time from the kill until the balancer knew.
     */
    public Requests requests(long killStartNanos, long killEndNanos) {
        List<Sample> all;
        synchronized (samples) {
            all = List.copyOf(samples);
        }
        long[] nanos = all.stream().mapToLong(Sample::nanos).sorted().toArray();
        Map<String, Integer> perInstance = new TreeMap<>();
        Map<String, Integer> failures = new TreeMap<>();
        int outside = 0;
        for (Sample each : all) {
            if (each.failure().isEmpty()) {
                perInstance.merge(each.instance(), 1, Integer::sum);
            } else {
                failures.merge(each.failure(), 1, Integer::sum);
                boolean duringKill =
                        each.atNanos() + each.nanos() - killStartNanos >= 0
                                && each.atNanos() - killEndNanos <= 0;
                outside += duringKill ? 0 : 1;
            }
        }
        int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
        return new Requests(
                all.size(),
                failed,
                outside,
                percentile(nanos, 0.50),
                percentile(nanos, 0.99),
                nanos.length == 0 ? 0 : millis(nanos[nanos.length - 1]),
                new LinkedHashMap<>(perInstance),
                failures);
    }

    private static double percentile(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : millis(
                        sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))]);
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 10_000.0) / 100.0;
    }

    /**
     * The figures of all requests.
     *
     * @param failedOutsideKill failures that the killed instance does not explain
     * @param perInstance successful answers by instance
     * @param failures failed ones by reason
     */
    public record Requests(
            int sent,
            int failed,
            int failedOutsideKill,
            double p50Millis,
            double p99Millis,
            double maxMillis,
            Map<String, Integer> perInstance,
            Map<String, Integer> failures) {}
}
