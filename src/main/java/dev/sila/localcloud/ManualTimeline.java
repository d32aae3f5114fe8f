package dev.sila.localcloud;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Lock;

/** Time that stands still until it is told to pass: for tests and fast-forward. */
public final class ManualTimeline implements Timeline {
    private record Due(Instant at, long order, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private final Lock lock;
    private Instant now;
    private long order;

    public ManualTimeline(Instant start, Lock lock) {
        this.now = start;
        this.lock = lock;
    }

    @Override
    public Instant now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean passesByItself() {
        return false;
    }

    @Override
    public Duration scaled(Duration onAws) {
        return onAws;
    }

    @Override
    public Pending after(Duration onAws, Runnable task) {
        lock.lock();
        try {
            Due entry = new Due(now.plus(onAws), order++, task);
            due.add(entry);
            return () -> due.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Lets that much time pass; what falls due meanwhile runs in order, each at its own moment. */
    public void advance(Duration duration) {
        lock.lock();
        try {
            Instant end = now.plus(duration);
            for (Due next = due.peek();
                    next != null && !next.at().isAfter(end);
                    next = due.peek()) {
                due.remove(next);
                now = next.at();
                next.task().run();
            }
            now = end;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        due.clear();
    }
}
