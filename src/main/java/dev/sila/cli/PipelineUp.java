package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
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

    PipelineUp(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Fleets fleets = new Fleets(cloud, session.configuration(options.environment()));
            Fleets.Draft draft =
                    fleets.plan(options.environment(), fleets.pipeline(options.pipeline()));
            PlanDialog dialog = new PlanDialog(session, cloud);
            if (dialog.begin(draft.plan())) {
                int changes = draft.plan().actions().size();
                session.confirmation().agree("Make these " + changes + " changes?");
                dialog.finish(draft.plan(), fleets.apply(draft, session.progress()));
            }
            return 0;
        }
    }
}
