package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.FleetRow;
import dev.sila.cli.operation.FleetView;
import dev.sila.cli.operation.HostReplacement;
import dev.sila.cli.operation.Turn;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Replaces a hostclass's hosts by ones of its newest launch template. */
@Command(
        name = "refresh",
        description = {
            "Replace the hosts of a hostclass that are not of its launch template as it is now.",
            "A new host is in service before an old one drains and goes. Waits until it is done;"
                    + " run again, it goes on waiting for a refresh that is going on."
        })
final class FleetRefresh implements Callable<Integer> {
    private final Session session;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private FleetOptions options = new FleetOptions();

    @Option(
            names = "--min-healthy",
            paramLabel = "PERCENT",
            description =
                    "How much of the desired size stays in service (default: ${DEFAULT-VALUE}).")
    private int least = 100;

    @Option(
            names = "--max-healthy",
            paramLabel = "PERCENT",
            description =
                    "How much of the desired size there may be meanwhile, at least one host more"
                            + " (default: ${DEFAULT-VALUE}).")
    private int most = 110;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "When to give up waiting; the refresh goes on (default: 4h).")
    private Duration patience = Duration.ofHours(4);

    @Mixin private ChangeOptions changing = new ChangeOptions();

    FleetRefresh(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (least < 0 || least > 100 || most < 100 || most > 200 || most - least > 100) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--min-healthy must be from 0 to 100, --max-healthy from 100 to 200, and they"
                            + " must not be more than 100 apart");
        }
        try (Cloud cloud = session.cloud()) {
            options.requirePresent(cloud);
            for (FleetRow row : rows(cloud)) {
                requireRefreshable(row);
                refresh(cloud, row);
            }
            session.output().rows(FleetList.columns(), rows(cloud));
            return 0;
        }
    }

    private static void requireRefreshable(FleetRow row) {
        if (row.elastigroup()) {
            throw new ProblemException(
                    Problem.error(
                            "elastigroup " + row.group(),
                            "is kept by Spotinst, whose rolls Sila does not start.",
                            "Roll it in Spotinst's console."));
        }
    }

    private List<FleetRow> rows(Cloud cloud) {
        return new FleetView(cloud, options.environment())
                .rows().stream()
                        .filter(each -> each.hostclass().equals(options.hostclass()))
                        .filter(each -> each.group() != null)
                        .toList();
    }

    private void refresh(Cloud cloud, FleetRow row) {
        String group = Objects.requireNonNull(row.group());
        HostReplacement replacement =
                new HostReplacement(
                        cloud,
                        session.progress(),
                        group,
                        new HostReplacement.Manner(least, most, patience));
        boolean goesOn = replacement.goesOn();
        if (!goesOn && row.outdated() == 0) {
            session.progress()
                    .say("Nothing to do: all hosts of " + group + " are of its launch template.");
            return;
        }
        session.progress()
                .say(
                        "~ auto scaling group %s: %d of %d hosts are of another version of launch template %s"
                                .formatted(group, row.outdated(), row.hosts(), row.template()));
        if (changing.dryRun()) {
            return;
        }
        if (goesOn) {
            replacement.carryOut(row.hosts());
            return;
        }
        session.confirmation().agree("Replace these " + row.outdated() + " hosts?");
        Turn.Request request =
                new Turn.Request(options.environment(), "fleet refresh", changing.waitForLease());
        try (Turn turn = Turn.take(cloud, session.progress(), request)) {
            session.interruption().holding(turn::close);
            replacement.carryOut(row.hosts());
        }
    }
}
