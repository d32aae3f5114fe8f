package dev.sila.cli;

import dev.sila.aws.Snapshots;
import dev.sila.aws.Snapshots.Snapshot;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the snapshots of an environment. */
@Command(name = "list", description = "List the snapshots of an environment, oldest first.")
final class SnapshotList implements Callable<Integer> {
    private final Session session;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--hostclass",
            paramLabel = "NAME",
            description = "Only of this hostclass; can be repeated.")
    private List<String> hostclasses = List.of();

    SnapshotList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Snapshot> all =
                    new Snapshots(cloud.clients().ec2(), cloud.waiter()).of(environment.name());
            if (all.isEmpty()) {
                Environments.require(cloud, environment.name());
            }
            List<Snapshot> found =
                    all.stream()
                            .filter(each ->
                                    hostclasses.isEmpty() || hostclasses.contains(each.hostclass()))
                            .toList();
            session.output().rows(SnapshotColumns.all(), found);
            return 0;
        }
    }
}
