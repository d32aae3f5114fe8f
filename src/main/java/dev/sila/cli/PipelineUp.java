package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Prepared;
import dev.sila.model.Pipeline;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings a pipeline's hostclasses up, one sequence after the other. */
@Command(
        name = "up",
        description = {
            "Bring a pipeline's hostclasses up, one sequence after the other.",
            "A sequence starts when every host of the one before is in service and well."
        })
final class PipelineUp implements Callable<Integer> {
    private final Session session;

    @Mixin private PipelineOptions options = new PipelineOptions();

    @Mixin private ChangeOptions changing = new ChangeOptions();

    PipelineUp(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Fleets fleets = new Fleets(cloud, session.configuration(options.environment()));
            Pipeline pipeline = fleets.pipeline(options.pipeline());
            return new PlanDialog(session, cloud)
                    .carryOut("pipeline up", changing, () -> prepared(fleets, pipeline));
        }
    }

    private Prepared prepared(Fleets fleets, Pipeline pipeline) {
        Fleets.Draft draft = fleets.plan(options.environment(), pipeline);
        return new Prepared(
                draft.plan(), Fleets.rounds(draft), execution -> fleets.apply(draft, execution));
    }
}
