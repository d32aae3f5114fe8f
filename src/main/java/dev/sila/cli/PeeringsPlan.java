package dev.sila.cli;

import dev.sila.aws.forecast.Rounds;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Peerings;
import dev.sila.engine.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what {@code env peerings update} would do. */
@Command(
        name = "plan",
        description =
                "Show what would be done about an environment's peerings, on both sides, and change nothing.")
final class PeeringsPlan implements Callable<Integer> {
    private final Session session;

    @Mixin private ExistingEnvironment environment = new ExistingEnvironment();

    @Mixin private InsightOptions insight = new InsightOptions();

    PeeringsPlan(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            String name = environment.name(cloud);
            Plan plan = new Peerings(cloud, session.configuration(name)).plan(name);
            new PlanReport(session, cloud, insight).show(plan, Rounds.ONE);
            return insight.exitCode(plan);
        }
    }
}
