package dev.sila.localcloud.service.logs;

import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/** A metric filter with its pattern as it was read, and the minutes in which it matched. */
final class StoredFilter {
    final MetricFilter model;
    final FilterPattern pattern;

    /** Minutes since 1970 in which something matched, and those that wait for their end. */
    final Set<Long> matched = new HashSet<>();

    final Set<Long> waiting = new HashSet<>();

    StoredFilter(MetricFilter model, FilterPattern pattern) {
        this.model = model;
        this.pattern = pattern;
    }

    MetricTransformation transformation() {
        return model.metricTransformations().getFirst();
    }
}
