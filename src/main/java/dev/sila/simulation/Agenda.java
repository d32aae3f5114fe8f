package dev.sila.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What comes when. Of what comes at the same moment, the lower rank is first, then the earlier. */
final class Agenda {
    /** Hosts that come and go, and scheduled actions. */
    static final int GROUP = 0;

    /** A look at the metric. */
    static final int LOOK = 1;

    /** What alarms do. */
    static final int ACT = 2;

    private record Item(Instant at, int rank, long order, Runnable task) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(
                    Comparator.comparing(Item::at)
                            .thenComparingInt(Item::rank)
                            .thenComparingLong(Item::order));
    private long order;
    private Instant now;

    Agenda(Instant start) {
        now = start;
    }

    Instant now() {
        return now;
    }

    void add(Instant at, int rank, Runnable task) {
        items.add(new Item(at, rank, order++, task));
    }

    /** Does all that comes until a moment, that included. */
    void runUntil(Instant end) {
        for (Item next = items.peek();
                next != null && !next.at().isAfter(end);
                next = items.peek()) {
            items.remove(next);
            now = next.at();
            next.task().run();
        }
        now = end;
    }
}
