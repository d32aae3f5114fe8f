package dev.sila.blueprint;

import dev.sila.aws.kind.LogGroup;
import dev.sila.aws.kind.MetricFilter;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.model.LogMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What CloudWatch reads from logs, as specs. */
public final class LogMetricBlueprint {
    private LogMetricBlueprint() {}

    /** A log group for each log file, and a metric filter for each metric. */
    public static List<Spec> specs(String environment, List<LogMetric> metrics) {
        Map<String, LogGroup> groups = new LinkedHashMap<>();
        List<Spec> filters = new ArrayList<>();
        for (LogMetric each : metrics) {
            String name = each.group(environment);
            LogGroup group =
                    new LogGroup(
                            name,
                            each.retentionDays(),
                            Names.tags(name, environment, each.hostclass()));
            groups.put(name, group);
            filters.add(
                    new MetricFilter(
                            MetricFilter.name(name, each.filter()),
                            Ref.to(group),
                            each.filter(),
                            each.pattern(),
                            MetricFilter.namespace(environment),
                            each.filter(),
                            each.value()));
        }
        List<Spec> specs = new ArrayList<>(groups.values());
        specs.addAll(filters);
        return List.copyOf(specs);
    }
}
