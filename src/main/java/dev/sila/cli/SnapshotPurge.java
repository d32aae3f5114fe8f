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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Deletes snapshots by rules. */
@Command(
        name = "purge",
        description = {
            "Delete the account's own snapshots by rules, of which at least one must be given.",
            "One that a launch template or an image uses stays, whatever the rules say."
        })
final class SnapshotPurge implements Callable<Integer> {
    private static final int ANY = -1;

    private final Session session;

    @Spec private @Nullable CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Where where = new Where();

    /** One of them must be given. */
    static final class Where {
        @Option(
                names = {"--env", "--name"},
                paramLabel = "NAME",
                description = "Only snapshots of this environment: their tag env.")
        private @Nullable String environment;

        @Option(
                names = "--all-environments",
                description = "All snapshots of the account in the region, also untagged ones.")
        private boolean everywhere;
    }

    @Option(names = "--stray-ami", description = "Those made for images that are gone.")
    private boolean stray;

    @Option(
            names = "--no-metadata",
            description = "Those without tag hostclass or env that were made for no image.")
    private boolean withoutMetadata;

    @Option(
            names = "--old",
            description =
                    "Those of hostclasses that are more than --keep-days days old, the newest"
                            + " --keep-num of each hostclass and environment left out.")
    private boolean old;

    @Option(
            names = "--keep-days",
            paramLabel = "DAYS",
            description = "For --old (default: ${DEFAULT-VALUE}).")
    private int keepDays = 60;

    @Option(
            names = "--keep-num",
            paramLabel = "N",
            description =
                    "For --old and --max-per-day: how many of the newest of each hostclass and"
                            + " environment always stay (default: ${DEFAULT-VALUE}).")
    private int keepNumber = 3;

    @Option(
            names = "--max-per-day",
            paramLabel = "N",
            description =
                    "Those of each hostclass and environment beyond the newest N of a past day"
                            + " (UTC).")
    private int maxPerDay = ANY;

    @Mixin private SnapshotDeletion deletion = new SnapshotDeletion();

    SnapshotPurge(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        require(
                stray || withoutMetadata || old || maxPerDay != ANY,
                "give at least one of --stray-ami, --no-metadata, --old, --max-per-day");
        require(
                keepDays >= 0 && keepNumber >= 0 && maxPerDay >= ANY,
                "--keep-days, --keep-num and --max-per-day must not be below 0");
        require(
                where.everywhere || !(stray || withoutMetadata),
                "--stray-ami and --no-metadata are about snapshots without environment: say"
                        + " --all-environments");
        try (Cloud cloud = session.cloud()) {
            Snapshots snapshots = new Snapshots(cloud.clients().ec2(), cloud.waiter());
            String environment = where.environment;
            List<Snapshot> all = environment == null ? snapshots.all() : snapshots.of(environment);
            SnapshotChoice.Rules rules =
                    new SnapshotChoice.Rules(
                            stray, withoutMetadata, old, keepDays, keepNumber, maxPerDay);
            SnapshotChoice choice =
                    new SnapshotChoice(
                            snapshots.images(),
                            new TemplateSnapshots(cloud.clients().ec2()).used());
            return deletion.run(session, cloud, choice.purge(all, rules, cloud.clock().instant()));
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
        }
    }
}
