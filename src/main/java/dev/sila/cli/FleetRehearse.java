package dev.sila.cli;

import dev.sila.cli.operation.Rehearsal;
import dev.sila.cli.operation.RehearsalChart;
import dev.sila.config.Configuration;
import dev.sila.model.Sizes;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.simulation.Replay;
import dev.sila.simulation.Scenario;
import dev.sila.simulation.Series;
import dev.sila.simulation.SeriesReader;
import dev.sila.simulation.Simulation;
import dev.sila.simulation.Statistic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays a metric through a hostclass's scaling. */
@Command(
        name = "rehearse",
        description = {
            "Replay a metric through the scaling of a hostclass: its policies, alarms, "
                    + "cooldown, warm-up and scheduled sizes, by AWS's rules.",
            "Shows which sizes it would have had and why; asks nothing of a cloud."
        })
final class FleetRehearse implements Callable<Integer> {
    private static final double PERCENT = 100;

    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "HOSTCLASS",
            description = "The hostclass, such as mhcweb.")
    private String hostclass = "";

    @Option(
            names = "--env",
            paramLabel = "NAME",
            description = "The environment (default: default_environment of disco_aws.ini).")
    private @Nullable String environment;

    @Option(
            names = "--metrics",
            required = true,
            paramLabel = "FILE",
            description =
                    "The metric: lines of time,value, or what aws cloudwatch get-metric-statistics or get-metric-data print.")
    private Path metrics = Path.of("");

    @Option(
            names = "--result",
            paramLabel = "ID",
            description = "Of several results of get-metric-data, the one of this id or label.")
    private @Nullable String result;

    @Option(
            names = "--per-host",
            description =
                    "The metric is the load of all hosts together: alarms see what each host that serves bears of it.")
    private boolean perHost;

    @ArgGroup(exclusive = false, validate = false)
    private SizeOptions sizes = new SizeOptions();

    @Option(
            names = "--launch-time",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "How long a host takes until it serves (default: 2m).")
    private Duration launch = Duration.ofMinutes(2);

    @Option(
            names = "--termination-time",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "How long a host takes until it is gone (default: 1m).")
    private Duration termination = Duration.ofMinutes(1);

    @Option(names = "--out", paramLabel = "FILE", description = "Draw it too: an SVG picture.")
    private @Nullable Path out;

    FleetRehearse(Session session) {
        this.session = session;
    }

    /** Which sizes the group has. */
    static final class SizeOptions {
        @Option(
                names = "--pipeline",
                paramLabel = "FILE",
                description = "The pipeline whose sizes hold, if several have the hostclass.")
        private @Nullable String pipeline;

        @Option(
                names = "--min-size",
                paramLabel = "SIZE",
                description =
                        "Instead of the pipeline's: 2, or with times \"1@0 20 * * *:4@0 8 * * *\".")
        private @Nullable String minimum;

        @Option(
                names = "--desired-size",
                paramLabel = "SIZE",
                description = "Instead of the pipeline's.")
        private @Nullable String desired;

        @Option(
                names = "--max-size",
                paramLabel = "SIZE",
                description = "Instead of the pipeline's.")
        private @Nullable String maximum;

        Rehearsal.Wish wish() {
            Problems problems = new Problems();
            Rehearsal.Wish wish =
                    new Rehearsal.Wish(
                            pipeline,
                            read("--min-size", minimum, problems),
                            read("--desired-size", desired, problems),
                            read("--max-size", maximum, problems));
            problems.throwIfErrors();
            return wish;
        }

        private static @Nullable Sizes read(
                String option, @Nullable String text, Problems problems) {
            return text == null
                    ? null
                    : Sizes.read(option, text, "command line", problems).orElse(null);
        }
    }

    @Override
    public Integer call() {
        Configuration files = session.configuration();
        Rehearsal rehearsal = Rehearsal.of(files, environment(files), hostclass, sizes.wish());
        Series series =
                SeriesReader.read(
                        text(),
                        metrics.toString(),
                        perHost ? Statistic.SUM : Statistic.AVERAGE,
                        result);
        Scenario.Load load =
                perHost ? new Scenario.Load.Total(most(rehearsal)) : new Scenario.Load.Metric();
        Scenario scenario = rehearsal.scenario(series, load, launch, termination);
        Replay replay = Simulation.run(scenario);
        RehearsalReport report = new RehearsalReport(rehearsal, scenario, replay);
        report.print(session.output());
        session.progress().say(report.sentence());
        if (out != null) {
            write(out, RehearsalChart.of(rehearsal, scenario, replay).svg());
        }
        return 0;
    }

    /** A processor shows no more than all of it, whatever is asked of it. */
    private static double most(Rehearsal rehearsal) {
        return rehearsal.hostclass().scaling().metric().endsWith("Utilization")
                ? PERCENT
                : Double.POSITIVE_INFINITY;
    }

    private String environment(Configuration files) {
        if (environment != null) {
            return environment;
        }
        return files.hostclasses()
                .find("disco_aws", "default_environment")
                .map(each -> each.value())
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.error(
                                        "disco_aws.ini",
                                        "names no default_environment.",
                                        "Give one with --env.")));
    }

    private String text() {
        try {
            return Files.readString(metrics);
        } catch (IOException failure) {
            throw new ProblemException(
                    Problem.error(
                            metrics.toString(),
                            "cannot be read (" + failure + ").",
                            "Give the file of the metric with --metrics."));
        }
    }

    private void write(Path file, String picture) {
        try {
            Files.writeString(file, picture, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new ProblemException(
                    Problem.error(
                            file.toString(),
                            "cannot be written (" + failure + ").",
                            "Give another file with --out."));
        }
        session.progress().say("Written to " + file + ".");
    }
}
