package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.aws.Hosts;
import dev.sila.cli.HostColumns.Facts;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the instances of an environment. */
@Command(
        name = "list",
        description = {
            "List the hosts of an environment; terminated ones are left out.",
            "An option that names a fact shows it: --owner. With a value it lists only the "
                    + "hosts that have it: --owner anna."
        })
final class HostList implements Callable<Integer> {
    private static final Comparator<Host> ORDER =
            Comparator.comparing(Host::state)
                    .thenComparing(Host::hostclass)
                    .thenComparing(Host::hostname)
                    .thenComparing(Host::instanceId);

    private final Session session;

    @Spec private @Nullable CommandSpec command;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Mixin private HostColumns columns = new HostColumns();

    @Option(
            names = "--watch",
            description = "Look again and again, and tell what changes, until Ctrl-C.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            description = "How long to pause between two looks (default: ${DEFAULT-VALUE}).")
    private int interval = 5;

    HostList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (interval < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "--interval " + interval + ": it is at least 1 second.");
        }
        try (Cloud cloud = session.cloud()) {
            Look first = look(cloud);
            if (first.all() == 0) {
                Environments.require(cloud, environment.name());
            }
            session.output().rows(columns.columns(first.facts()), first.hosts());
            if (watch) {
                new HostWatching(session, environment.name(), columns, interval)
                        .run(first, () -> look(cloud));
            }
            return 0;
        }
    }

    /**
     * What one look saw.
     *
     * @param all how many hosts there are
     * @param hosts those that were asked for
     */
    record Look(int all, List<Host> hosts, Facts facts) {}

    private Look look(Cloud cloud) {
        Hosts source = new Hosts(cloud.clients().ec2());
        List<Host> all = source.of(environment.name());
        Facts facts =
                new Facts(
                        cloud.clock().instant(),
                        columns.wantsImages()
                                ? source.imageDates(all.stream().map(Host::imageId).toList())
                                : Map.of());
        List<Host> hosts = all.stream().filter(columns.filter(facts)).sorted(ORDER).toList();
        return new Look(all.size(), hosts, facts);
    }
}
