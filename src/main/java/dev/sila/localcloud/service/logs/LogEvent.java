package dev.sila.localcloud.service.logs;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * One event of a stream.
 *
 * @param order tells events of one moment apart: the order of their arrival
 * @param timestamp when it happened, in milliseconds since 1970
 * @param ingested when it arrived, likewise
 */
record LogEvent(long order, String stream, long timestamp, long ingested, String message)
        implements Comparable<LogEvent> {
    /** What each event weighs besides its message (API reference, PutLogEvents). */
    static final int OVERHEAD = 26;

    private static final Comparator<LogEvent> ORDER =
            Comparator.comparingLong(LogEvent::timestamp).thenComparingLong(LogEvent::order);

    int size() {
        return message.getBytes(StandardCharsets.UTF_8).length + OVERHEAD;
    }

    /** A number of 56 digits, as AWS has them. */
    String id() {
        return "%020d%036d".formatted(timestamp, order);
    }

    @Override
    public int compareTo(LogEvent other) {
        return ORDER.compare(this, other);
    }
}
