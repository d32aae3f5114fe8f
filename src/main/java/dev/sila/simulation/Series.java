package dev.sila.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A metric over time. A value holds from its time until the resolution has passed, as a data point
 * of CloudWatch does; where no value holds, there is no data.
 *
 * @param values by their times, at least one
 * @param resolution how long each holds, whole seconds
 */
public record Series(NavigableMap<Instant, Double> values, Duration resolution) {
    public Series {
        values = new TreeMap<>(values);
        if (values.isEmpty() || resolution.toSeconds() < 1) {
            throw new IllegalArgumentException("A series has a value and a resolution.");
        }
    }

    /** With the resolution that its times show: their least distance; of one value, a minute. */
    public static Series of(NavigableMap<Instant, Double> values) {
        List<Instant> times = new ArrayList<>(values.keySet());
        Duration least =
                Stream.iterate(1, index -> index < times.size(), index -> index + 1)
                        .map(index -> Duration.between(times.get(index - 1), times.get(index)))
                        .min(Duration::compareTo)
                        .orElse(Duration.ofMinutes(1));
        return new Series(values, least);
    }

    public Instant start() {
        return values.firstKey();
    }

    public Instant end() {
        return values.lastKey().plus(resolution);
    }

    /** What holds at a moment; null: nothing. */
    @Nullable Double at(Instant time) {
        var found = values.floorEntry(time);
        return found == null || !time.isBefore(found.getKey().plus(resolution))
                ? null
                : found.getValue();
    }
}
