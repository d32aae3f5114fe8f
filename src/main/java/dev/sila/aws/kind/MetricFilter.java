package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;

/**
 * A metric filter of CloudWatch Logs: makes values of a metric from lines.
 *
 * @param name the log group's name, a colon and the filter's own name
 * @param filterName {@code hostclass-metric}
 * @param pattern which lines count; empty for all
 * @param namespace {@code LogMetrics/environment}: by it a filter is known as Sila's
 * @param value what each line gives: a number, or a field of the pattern
 */
public record MetricFilter(
        String name,
        Ref<LogGroup> group,
        String filterName,
        String pattern,
        String namespace,
        String metric,
        String value)
        implements Spec {

    /** The namespace of an environment's metrics from logs. */
    public static String namespace(String environment) {
        return "LogMetrics/" + environment;
    }

    /** The name of a filter among all of an environment. */
    public static String name(String group, String filterName) {
        return group + ":" + filterName;
    }
}
