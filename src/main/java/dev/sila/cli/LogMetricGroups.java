package dev.sila.cli;

import dev.sila.aws.kind.LogGroup;
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

/** Lists log groups. */
@Command(
        name = "groups",
        description = "List the log groups from which an environment's metrics are read.")
final class LogMetricGroups implements Callable<Integer> {
    private final Session session;

    @Mixin private LogMetricOptions options = new LogMetricOptions();

    LogMetricGroups(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Found<LogGroup>> all = LogMetrics.groups(cloud, options.environment());
            if (all.isEmpty()) {
                Environments.require(cloud, options.environment());
            }
            List<Column<Found<LogGroup>>> columns =
                    List.of(
                            Column.of("logGroup", Found::id),
                            Column.of("hostclass", LogMetricGroups::part),
                            Column.of("retentionDays", each -> each.state().retentionDays()));
            session.output()
                    .rows(
                            columns,
                            all.stream()
                                    .filter(each -> options.meant(part(each)))
                                    .sorted(Comparator.comparing(Found::id))
                                    .toList());
            return 0;
        }
    }

    private static String part(Found<LogGroup> group) {
        return Objects.requireNonNullElse(group.part(), "");
    }
}
