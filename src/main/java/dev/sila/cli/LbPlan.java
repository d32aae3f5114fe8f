package dev.sila.cli;

import dev.sila.aws.forecast.Rounds;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.LoadBalancers;
import dev.sila.engine.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what {@code lb update} would do. */
@Command(
        name = "plan",
        description = "Show what bringing load balancers to what the files say would do.")
final class LbPlan implements Callable<Integer> {
    private final Session session;

    @Mixin private HostclassSelection selection = new HostclassSelection();

    @Mixin private InsightOptions insight = new InsightOptions();

    LbPlan(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            String environment = selection.environment();
            Plan plan =
                    new LoadBalancers(cloud, session.configuration(environment))
                            .plan(environment, selection.hostclasses());
            new PlanReport(session, cloud, insight).show(plan, Rounds.ONE);
            return insight.exitCode(plan);
        }
    }
}
