package dev.sila.cli;

import dev.sila.aws.Snapshots.Snapshot;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.SnapshotMaker;
import dev.sila.cli.operation.Turn;
import dev.sila.config.HostclassValues;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the first snapshot of a hostclass. */
@Command(
        name = "create",
        description = {
            "Make the first snapshot of a hostclass: of an empty volume, which is not formatted.",
            "The volume is made for that and deleted again."
        })
final class SnapshotCreate implements Callable<Integer> {
    private static final int MOST_GIB = 16_384;

    private final Session session;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--hostclass",
            required = true,
            paramLabel = "NAME",
            description = "The hostclass whose hosts shall have it.")
    private String hostclass = "";

    @Option(
            names = "--size",
            required = true,
            paramLabel = "GIB",
            description = "The volume's size.")
    private int size;

    @Option(names = "--unencrypted", description = "Make it without encryption.")
    private boolean unencrypted;

    SnapshotCreate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (size < 1 || size > MOST_GIB) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--size must be between 1 and " + MOST_GIB);
        }
        String productLine =
                new HostclassValues(session.configuration(), environment.name())
                        .text(hostclass, "product_line", "unknown");
        try (Cloud cloud = session.cloud()) {
            session.confirmation()
                    .agree(
                            "Make a snapshot of an empty volume of %d GiB for %s in %s?"
                                    .formatted(size, hostclass, environment.name()));
            Turn.Request request =
                    new Turn.Request(environment.name(), "snapshot create", Duration.ZERO);
            try (Turn turn = Turn.take(cloud, session.progress(), request)) {
                session.interruption().holding(turn::close);
                Snapshot made =
                        new SnapshotMaker(cloud)
                                .empty(
                                        environment.name(),
                                        hostclass,
                                        size,
                                        !unencrypted,
                                        SnapshotMaker.tags(
                                                environment.name(), hostclass, productLine));
                session.output().one(SnapshotColumns.all(), made);
            }
            return 0;
        }
    }
}
