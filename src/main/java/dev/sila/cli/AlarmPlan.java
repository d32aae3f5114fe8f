package dev.sila.cli;

import dev.sila.aws.forecast.Rounds;
import dev.sila.cli.operation.Alarms;
import dev.sila.cli.operation.Cloud;
import dev.sila.engine.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what {@code alarm update} would do. */
@Command(name = "plan", description = "Show what alarm update would do, and change nothing.")
final class AlarmPlan implements Callable<Integer> {
    private final Session session;

    @Mixin private AlarmOptions options = new AlarmOptions();

    @Mixin private InsightOptions insight = new InsightOptions();

    AlarmPlan(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Alarms alarms = new Alarms(cloud, session.configuration(options.environment()));
            Plan plan = alarms.plan(options.request());
            new PlanReport(session, cloud, insight).show(plan, Rounds.ONE);
            return insight.exitCode(plan);
        }
    }
}
