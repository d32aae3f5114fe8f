package dev.sila.localcloud.service.logs;

import dev.sila.localcloud.Foundation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/**
 * Makes metrics of events. A match is measured at its event's time. Of a minute in which events
 * came and none matched, the filter's default value is told, if it has one, a minute after the
 * first of them (user guide, "Metric filter concepts").
 */
final class Emission {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Foundation foundation;
    private final Metrics metrics;

    Emission(Foundation foundation, Metrics metrics) {
        this.foundation = foundation;
        this.metrics = metrics;
    }

    /** Shows new events to all metric filters of their group. */
    void show(LogGroup group, List<LogEvent> events) {
        for (StoredFilter filter : group.filters.values()) {
            events.forEach(each -> show(group, filter, each));
        }
    }

    private void show(LogGroup group, StoredFilter filter, LogEvent event) {
        long minute = event.timestamp() / MINUTE.toMillis();
        Optional<Map<String, String>> match = filter.pattern.match(event.message());
        if (match.isPresent()) {
            if (filter.transformation().defaultValue() != null) {
                filter.matched.add(minute);
            }
            measure(filter, event, match.get());
        } else if (filter.transformation().defaultValue() != null && filter.waiting.add(minute)) {
            foundation.timeline().after(MINUTE, () -> end(group, filter, minute));
        }
    }

    private void measure(StoredFilter filter, LogEvent event, Map<String, String> fields) {
        MetricTransformation transformation = filter.transformation();
        Optional<Double> value =
                resolved(filter, transformation.metricValue(), event, fields)
                        .flatMap(Emission::number);
        Map<String, String> dimensions = new HashMap<>();
        transformation
                .dimensions()
                .forEach((name, source) ->
                        resolved(filter, source, event, fields)
                                .ifPresent(each -> dimensions.put(name, each)));
        if (value.isPresent() && dimensions.size() == transformation.dimensions().size()) {
            put(transformation, dimensions, event.timestamp(), value.get());
        }
    }

    private static Optional<String> resolved(
            StoredFilter filter, String source, LogEvent event, Map<String, String> fields) {
        return source.startsWith("$")
                ? filter.pattern.value(source, event.message(), fields)
                : Optional.of(source);
    }

    static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private void end(LogGroup group, StoredFilter filter, long minute) {
        filter.waiting.remove(minute);
        boolean matched = filter.matched.remove(minute);
        boolean there = group.filters.get(filter.model.filterName()) == filter;
        if (!matched && there) {
            MetricTransformation transformation = filter.transformation();
            put(
                    transformation,
                    Map.of(),
                    minute * MINUTE.toMillis(),
                    transformation.defaultValue());
        }
    }

    private void put(
            MetricTransformation transformation,
            Map<String, String> dimensions,
            long at,
            double value) {
        String unit = transformation.unit() == null ? "None" : transformation.unitAsString();
        metrics.put(
                transformation.metricNamespace(),
                transformation.metricName(),
                dimensions,
                Instant.ofEpochMilli(at),
                value,
                unit);
    }
}
