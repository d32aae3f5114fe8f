package dev.sila.cli;

import dev.sila.aws.kind.MetricFilter;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.LogMetrics;
import dev.sila.cli.output.Column;
import dev.sila.engine.Found;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists metrics that CloudWatch reads from logs. */
@Command(
        name = "list",
        description = "List the metrics that CloudWatch reads from an environment's logs.")
final class LogMetricList implements Callable<Integer> {
    private final Session session;

    @Mixin private LogMetricOptions options = new LogMetricOptions();

    LogMetricList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Found<MetricFilter>> all = LogMetrics.metrics(cloud, options.environment());
            if (all.isEmpty()) {
                Environments.require(cloud, options.environment());
            }
            session.output()
                    .rows(
                            columns(),
                            all.stream()
                                    .filter(each -> options.meant(part(each)))
                                    .sorted(Comparator.comparing(Found::id))
                                    .toList());
            return 0;
        }
    }

    private static String part(Found<MetricFilter> filter) {
        return Objects.requireNonNullElse(filter.part(), "");
    }

    private static List<Column<Found<MetricFilter>>> columns() {
        return List.of(
                Column.of("metric", each -> each.state().metric()),
                Column.of("hostclass", LogMetricList::part),
                Column.of("namespace", each -> each.state().namespace()),
                Column.of("pattern", each -> each.state().pattern()),
                Column.of("value", each -> each.state().value()),
                Column.of(
                        "logGroup",
                        each ->
                                each.id()
                                        .substring(
                                                0,
                                                each.id().length()
                                                        - each.state().filterName().length()
                                                        - 1)));
    }
}
