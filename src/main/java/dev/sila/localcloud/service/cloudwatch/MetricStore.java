package dev.sila.localcloud.service.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All measurements of the last 15 days, as long as CloudWatch keeps them by the minute. */
final class MetricStore {
    private static final Duration KEPT = Duration.ofDays(15);

    private final Map<SeriesKey, List<Sample>> series = new HashMap<>();

    void put(SeriesKey metric, Sample sample) {
        List<Sample> samples = series.computeIfAbsent(metric, key -> new ArrayList<>());
        Instant oldest = sample.at().minus(KEPT);
        while (!samples.isEmpty() && samples.getFirst().at().isBefore(oldest)) {
            samples.removeFirst();
        }
        int place = samples.size();
        while (place > 0 && samples.get(place - 1).at().isAfter(sample.at())) {
            place--;
        }
        samples.add(place, sample);
    }

    int size() {
        return series.size();
    }

    Stream<SeriesKey> all() {
        return series.keySet().stream();
    }

    /** Whether a metric was measured after a moment. */
    boolean measuredAfter(SeriesKey metric, Instant moment) {
        return series.getOrDefault(metric, List.of()).getLast().at().isAfter(moment);
    }

    /**
     * The samples from one moment (with it) to another (without it).
     *
     * @param unit only those of that unit, null for all
     */
    List<Sample> between(SeriesKey metric, Instant from, Instant to, @Nullable String unit) {
        return series.getOrDefault(metric, List.of()).stream()
                .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
                .filter(each -> unit == null || each.unit().equals(unit))
                .toList();
    }
}
