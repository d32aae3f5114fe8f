package dev.sila.cli;

import dev.sila.aws.forecast.Rounds;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.config.Configuration;
import dev.sila.engine.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what {@code env create} would do. */
@Command(name = "plan", description = "Show what would be done, and change nothing.")
final class EnvPlan implements Callable<Integer> {
    private final Session session;

    @Mixin private NamedEnvironment environment = new NamedEnvironment();

    @Mixin private InsightOptions insight = new InsightOptions();

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "Plan the hostclasses of this pipeline as well; can be repeated.")
    private List<String> pipelines = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Save the plan, for sila env apply FILE.")
    private @Nullable Path out;

    EnvPlan(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Configuration files = session.configuration(environment.name());
            Plan plan = Environments.of(cloud, files).plan(environment.request(), pipelines);
            new PlanReport(session, cloud, insight).show(plan, Rounds.ONE);
            if (out != null) {
                new PlanDialog(session, cloud).save(plan, out);
            }
            return insight.exitCode(plan);
        }
    }
}
