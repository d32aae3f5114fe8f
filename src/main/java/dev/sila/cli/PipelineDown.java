package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Prepared;
import dev.sila.model.Pipeline;
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

    @Mixin private ChangeOptions changing = new ChangeOptions();

    PipelineDown(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Fleets fleets = new Fleets(cloud, session.configuration());
            Pipeline pipeline = fleets.pipeline(options.pipeline());
            return new PlanDialog(session, cloud)
                    .destroy(
                            "pipeline down",
                            changing,
                            () -> Prepared.of(fleets.destruction(options.environment(), pipeline)));
        }
    }
}
