package dev.sila.cli;

import dev.sila.aws.Snapshots;
import dev.sila.aws.Snapshots.Snapshot;
import dev.sila.aws.TemplateSnapshots;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.SnapshotChoice;
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

/** Deletes all but the newest snapshots of each hostclass. */
@Command(
        name = "cleanup",
        description = {
            "Delete all but the newest snapshots of each hostclass of an environment.",
            "One that a launch template or an image uses stays, however old it is."
        })
final class SnapshotCleanup implements Callable<Integer> {
    private final Session session;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--hostclass",
            paramLabel = "NAME",
            description = "Only of this hostclass; can be repeated.")
    private List<String> hostclasses = List.of();

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "How many stay of each hostclass (default: ${DEFAULT-VALUE}).")
    private int keep = 3;

    @Mixin private SnapshotDeletion deletion = new SnapshotDeletion();

    SnapshotCleanup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (keep < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--keep must be at least 1");
        }
        try (Cloud cloud = session.cloud()) {
            Snapshots snapshots = new Snapshots(cloud.clients().ec2(), cloud.waiter());
            List<Snapshot> all =
                    snapshots.of(environment.name()).stream()
                            .filter(each ->
                                    hostclasses.isEmpty() || hostclasses.contains(each.hostclass()))
                            .toList();
            SnapshotChoice choice =
                    new SnapshotChoice(
                            snapshots.images(),
                            new TemplateSnapshots(cloud.clients().ec2()).used());
            return deletion.run(session, cloud, choice.cleanup(all, keep));
        }
    }
}
