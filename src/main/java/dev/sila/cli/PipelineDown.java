package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a pipeline's hostclasses. */
@Command(
        name = "down",
        description =
                "Delete a pipeline's hostclasses: groups with their instances, balancers, alarms, roles.")
final class PipelineDown implements Callable<Integer> {
    private final Session session;

    @Mixin private PipelineOptions options = new PipelineOptions();

    PipelineDown(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Fleets fleets = new Fleets(cloud, session.configuration());
            return new PlanDialog(session, cloud)
                    .destroy(
                            fleets.destruction(
                                    options.environment(), fleets.pipeline(options.pipeline())));
        }
    }
}
