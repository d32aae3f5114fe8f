package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
import dev.sila.model.Pipeline;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a pipeline's hostclasses and brings them up again. */
@Command(
        name = "cycle",
        description = {
            "Delete a pipeline's hostclasses and bring them up again, as down and up do.",
            "Images are chosen before the first change; while it runs nothing serves."
        })
final class PipelineCycle implements Callable<Integer> {
    private final Session session;

    @Mixin private PipelineOptions options = new PipelineOptions();

    @Mixin private RunOptions running = new RunOptions();

    @Mixin private ChangeOptions changing = new ChangeOptions();

    PipelineCycle(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Fleets fleets = new Fleets(cloud, session.configuration(options.environment()));
            String environment = options.environment();
            Pipeline pipeline = fleets.pipeline(options.pipeline());
            return new FleetDialog(session, cloud, fleets)
                    .cycle(
                            "pipeline cycle",
                            changing,
                            () -> fleets.destruction(environment, pipeline),
                            () -> fleets.plan(environment, pipeline),
                            running.manner(session, cloud, options.environment(), false));
        }
    }
}
