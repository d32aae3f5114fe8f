package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.LogMetrics;
import dev.sila.cli.operation.Prepared;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings log groups and metric filters to what the files say. */
@Command(
        name = "update",
        description = {
            "Bring the log groups and metric filters of the hostclasses that run to what "
                    + "disco_log_metrics.ini says, without touching a host.",
            "A log group that no section names any more is deleted with its lines. sila "
                    + "pipeline up does the same for its hostclasses."
        })
final class LogMetricUpdate implements Callable<Integer> {
    private final Session session;

    @Mixin private LogMetricOptions options = new LogMetricOptions();

    @Mixin private ChangeOptions changing = new ChangeOptions();

    LogMetricUpdate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            LogMetrics metrics =
                    new LogMetrics(cloud, session.configuration(options.environment()));
            return new PlanDialog(session, cloud)
                    .carryOut(
                            "logmetric update",
                            changing,
                            () ->
                                    Prepared.of(
                                            metrics.plan(
                                                    options.environment(), options.hostclasses())));
        }
    }
}
