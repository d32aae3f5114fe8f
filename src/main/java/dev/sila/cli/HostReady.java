package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.aws.Wait;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.output.Column;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells whether hosts run and have passed their smoke tests. */
@Command(
        name = "ready",
        description = {
            "Tell whether hosts run and have passed their smoke tests, which they say by their "
                    + "tag smoketest=tested.",
            "Without names it is about all hosts of the environment.",
            "Exits with 0 only if there are hosts and all of them are ready."
        })
final class HostReady implements Callable<Integer> {
    private static final Duration USUALLY = Duration.ofMinutes(5);

    private final Session session;

    @Mixin private HostSelection selection = new HostSelection();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How long to wait until they are (default: tell at once).")
    private Duration wait = Duration.ZERO;

    HostReady(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Host> hosts = selection.hostsOrAll(cloud);
            if (!ready(hosts) && wait.isPositive()) {
                hosts = awaited(cloud);
            }
            List<Column<Host>> columns =
                    List.of(
                            Column.of("instanceId", Host::instanceId),
                            Column.of("hostclass", Host::hostclass),
                            Column.of("state", Host::state),
                            Column.of("smokeTested", Host::smokeTested),
                            Column.of("ready", HostReady::ready));
            session.output().rows(columns, hosts);
            long missing = hosts.stream().filter(each -> !ready(each)).count();
            if (hosts.isEmpty()) {
                session.progress().say("There is no host that could be ready.");
            } else if (missing > 0) {
                session.progress().say(missing + " of " + hosts.size() + " are not ready.");
            }
            return ready(hosts) ? 0 : 1;
        }
    }

    /** What there is when all are ready, or when the time is over. */
    private List<Host> awaited(Cloud cloud) {
        try {
            return cloud.waiter()
                    .untilPresent(
                            new Wait("all hosts to be ready", USUALLY, wait),
                            () ->
                                    Optional.of(selection.hostsOrAll(cloud))
                                            .filter(HostReady::ready));
        } catch (ProblemException late) {
            return selection.hostsOrAll(cloud);
        }
    }

    private static boolean ready(List<Host> hosts) {
        return !hosts.isEmpty() && hosts.stream().allMatch(HostReady::ready);
    }

    private static boolean ready(Host host) {
        return host.running() && host.smokeTested();
    }
}
