package dev.sila.cli;

import dev.sila.aws.Snapshots;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.SnapshotChoice.Doomed;
import java.util.List;
import picocli.CommandLine.Option;

/** Shows which snapshots go, asks, and deletes them: the same for every command that does. */
final class SnapshotDeletion {
    @Option(
            names = "--dry-run",
            description = "Only show what would be deleted: changes nothing, asks nothing.")
    private boolean dryRun;

    int run(Session session, Cloud cloud, List<Doomed> doomed) {
        session.output().rows(SnapshotColumns.doomed(), doomed);
        if (dryRun || doomed.isEmpty()) {
            session.progress()
                    .say(doomed.size() + " snapshots would be deleted; nothing was changed.");
            return 0;
        }
        session.confirmation().agree("Delete these " + doomed.size() + " snapshots for good?");
        new Snapshots(cloud.clients().ec2(), cloud.waiter())
                .delete(doomed.stream().map(Doomed::snapshot).toList());
        session.progress().say("Deleted " + doomed.size() + " snapshots.");
        return 0;
    }
}
