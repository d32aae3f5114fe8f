package dev.sila.localcloud.service.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A time that is asked for, cut into periods.
 *
 * @param from the start of the first period: periods begin at whole multiples of their length
 * @param to the end, not included
 */
record Span(Instant from, Instant to, Duration period) {

    /** Checks the three as they stand in a request. */
    static Span of(@Nullable Instant from, @Nullable Instant to, @Nullable Integer seconds) {
        Instant start = Checks.required("StartTime", from);
        Instant end = Checks.required("EndTime", to);
        int length = Checks.required("Period", seconds);
        if (!start.isBefore(end)) {
            throw Checks.invalidValue(
                    "The parameter StartTime must be less than the parameter EndTime.");
        }
        if (length < 1 || (!List.of(1, 5, 10, 20, 30).contains(length) && length % 60 != 0)) {
            throw Checks.invalidValue(
                    "The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.");
        }
        return new Span(floor(start, length), end, Duration.ofSeconds(length));
    }

    /** How many periods there are, the last one perhaps cut short. */
    long datapoints() {
        long seconds = Duration.between(from, to).toSeconds();
        return (seconds + period.toSeconds() - 1) / period.toSeconds();
    }

    /** The samples by the start of their periods; periods without any are left out. */
    SortedMap<Instant, List<Sample>> periods(List<Sample> samples) {
        SortedMap<Instant, List<Sample>> periods = new TreeMap<>();
        for (Sample sample : samples) {
            Instant start = floor(sample.at(), period.toSeconds());
            periods.computeIfAbsent(start, key -> new ArrayList<>()).add(sample);
        }
        return periods;
    }

    /** The starts of all periods, in order. */
    List<Instant> moments() {
        List<Instant> moments = new ArrayList<>();
        for (Instant moment = from; moment.isBefore(to); moment = moment.plus(period)) {
            moments.add(moment);
        }
        return moments;
    }

    /**
     * Whether points of this period are still there: those of less than a minute are kept for three
     * hours. Source: CloudWatch API reference, {@code GetMetricStatistics}.
     */
    boolean isKept(Instant at, Instant now) {
        return period.toSeconds() % 60 == 0 || at.isAfter(now.minus(Duration.ofHours(3)));
    }

    private static Instant floor(Instant moment, long seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
    }
}
