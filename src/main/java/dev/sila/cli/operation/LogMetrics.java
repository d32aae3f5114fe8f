package dev.sila.cli.operation;

import dev.sila.aws.kind.LogGroup;
import dev.sila.aws.kind.MetricFilter;
import dev.sila.blueprint.LogMetricBlueprint;
import dev.sila.config.Configuration;
import dev.sila.config.LogMetricReader;
import dev.sila.engine.Found;
import dev.sila.engine.Observation;
import dev.sila.engine.Plan;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What CloudWatch reads from an environment's logs: from {@code disco_log_metrics.ini} to plans.
 */
public final class LogMetrics {
    private static final List<Class<? extends Spec>> KINDS =
            List.of(LogGroup.class, MetricFilter.class);

    private final Cloud cloud;
    private final Configuration configuration;

    public LogMetrics(Cloud cloud, Configuration configuration) {
        this.cloud = cloud;
        this.configuration = configuration;
    }

    /** The log groups and metric filters of one hostclass that the files ask for. */
    List<Spec> specs(String environment, String hostclass) {
        return LogMetricBlueprint.specs(
                environment, new LogMetricReader(configuration).read(hostclass));
    }

    /**
     * What has to be done so that the log groups and metric filters of hostclasses are as the files
     * say.
     *
     * @param hostclasses these, which must run; empty: all that run
     */
    public Plan plan(String environment, Set<String> hostclasses) {
        Observation all = cloud.planner().observe(new Scope(environment, Set.of()));
        all.start(KINDS);
        Set<String> running = Alarms.running(all);
        Environments.require(cloud, environment);
        Set<String> known = new TreeSet<>(running);
        known.addAll(configuration.hostclassNames());
        UnknownName.refuse(hostclasses, known);
        hostclasses.forEach(each -> Alarms.requireRunning(each, running, environment));
        Set<String> chosen = hostclasses.isEmpty() ? running : hostclasses;
        if (chosen.isEmpty()) {
            return cloud.planner().plan(all.of(Set.of("")), KINDS, List.of());
        }
        Problems problems = new Problems();
        List<Spec> specs = new ArrayList<>();
        for (String each : chosen) {
            try {
                specs.addAll(specs(environment, each));
            } catch (ProblemException found) {
                problems.addAll(found.problems());
            }
        }
        problems.throwIfErrors();
        return cloud.planner().plan(all.of(chosen), KINDS, specs);
    }

    /**
     * The deletion of metric filters, and of log groups with all their lines. Needs no files.
     *
     * @param hostclasses those of these; empty: all
     */
    public static Plan destruction(Cloud cloud, String environment, Set<String> hostclasses) {
        Observation world =
                cloud.planner().observe(new Scope(environment, Set.of())).of(hostclasses);
        world.start(KINDS);
        return cloud.planner().plan(world, KINDS, List.of());
    }

    /** What there is. */
    public static List<Found<MetricFilter>> metrics(Cloud cloud, String environment) {
        return cloud.planner().observe(new Scope(environment, Set.of())).found(MetricFilter.class);
    }

    /** What there is. */
    public static List<Found<LogGroup>> groups(Cloud cloud, String environment) {
        return cloud.planner().observe(new Scope(environment, Set.of())).found(LogGroup.class);
    }
}
