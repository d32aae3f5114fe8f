package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what {@code pipeline up} would do. */
@Command(
        name = "plan",
        description = "Show what bringing up a pipeline would do, and change nothing.")
final class PipelinePlan implements Callable<Integer> {
    private final Session session;

    @Mixin private PipelineOptions options = new PipelineOptions();

    @Mixin private InsightOptions insight = new InsightOptions();

    PipelinePlan(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Fleets fleets = new Fleets(cloud, session.configuration(options.environment()));
            Fleets.Draft draft =
                    fleets.plan(options.environment(), fleets.pipeline(options.pipeline()));
            new PlanReport(session, cloud, insight).show(draft.plan(), Fleets.rounds(draft));
            return insight.exitCode(draft.plan());
        }
    }
}
