package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Manner;
import dev.sila.model.Pipeline;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings a pipeline's hostclasses up, one sequence after the other. */
@Command(
        name = "up",
        description = {
            "Bring a pipeline's hostclasses up, one sequence after the other.",
            "A sequence starts when every host of the ones before is in service and well, and has"
                    + " passed its smoke test where the pipeline says smoke_test.",
            "Can be run again at any time: it goes on from what is there."
        })
final class PipelineUp implements Callable<Integer> {
    private final Session session;

    @Mixin private PipelineOptions options = new PipelineOptions();

    @Mixin private RunOptions running = new RunOptions();

    @Mixin private FailureOption failing = new FailureOption();

    @Mixin private ChangeOptions changing = new ChangeOptions();

    PipelineUp(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Fleets fleets = new Fleets(cloud, session.configuration(options.environment()));
            Pipeline pipeline = fleets.pipeline(options.pipeline());
            Manner manner =
                    running.manner(session, cloud, options.environment(), failing.rollsBack());
            return new FleetDialog(session, cloud, fleets)
                    .bringUp(
                            "pipeline up",
                            changing,
                            () -> fleets.plan(options.environment(), pipeline),
                            manner);
        }
    }
}
