package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
import dev.sila.engine.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what {@code pipeline up} would do. */
@Command(
        name = "plan",
        description = "Show what bringing up a pipeline would do, and change nothing.")
final class PipelinePlan implements Callable<Integer> {
    private final Session session;

    @Mixin private PipelineOptions options = new PipelineOptions();

    @Option(
            names = "--detailed-exitcode",
            description =
                    "Exit with 0 if there is nothing to do, 1 on errors, 2 if there are changes.")
    private boolean detailed;

    PipelinePlan(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Fleets fleets = new Fleets(cloud, session.configuration(options.environment()));
            Plan plan =
                    fleets.plan(options.environment(), fleets.pipeline(options.pipeline())).plan();
            new PlanDialog(session, cloud).show(plan);
            return detailed && !plan.isEmpty() ? 2 : 0;
        }
    }
}
