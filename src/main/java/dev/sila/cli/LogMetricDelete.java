package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.LogMetrics;
import dev.sila.cli.operation.Prepared;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes log groups and metric filters. */
@Command(
        name = "delete",
        description = {
            "Delete the metric filters of an environment or a hostclass, and their log groups "
                    + "with all lines in them."
        })
final class LogMetricDelete implements Callable<Integer> {
    private final Session session;

    @Mixin private LogMetricOptions options = new LogMetricOptions();

    @Mixin private ChangeOptions changing = new ChangeOptions();

    LogMetricDelete(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            return new PlanDialog(session, cloud)
                    .destroy(
                            "logmetric delete",
                            changing,
                            () ->
                                    Prepared.of(
                                            LogMetrics.destruction(
                                                    cloud,
                                                    options.environment(),
                                                    options.hostclasses())));
        }
    }
}
