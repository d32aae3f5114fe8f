package dev.sila.cli;

import dev.sila.aws.Snapshots;
import dev.sila.aws.Snapshots.Snapshot;
import dev.sila.aws.TemplateSnapshots;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.SnapshotChoice.Doomed;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes snapshots by name. */
@Command(
        name = "delete",
        description = {
            "Delete snapshots of this account that are named.",
            "Refuses one that the next hosts of a launch template would be made of."
        })
final class SnapshotDelete implements Callable<Integer> {
    private final Session session;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "SNAPSHOT", description = "Their identifiers.")
    private List<String> ids = List.of();

    @Mixin private SnapshotDeletion deletion = new SnapshotDeletion();

    SnapshotDelete(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Snapshot> all = new Snapshots(cloud.clients().ec2(), cloud.waiter()).all();
            List<Doomed> doomed =
                    ids.stream()
                            .distinct()
                            .map(each -> new Doomed(named(each, all), "named"))
                            .toList();
            Set<String> used = new TemplateSnapshots(cloud.clients().ec2()).used();
            List<Problem> problems =
                    doomed.stream()
                            .map(each -> each.snapshot().snapshotId())
                            .filter(used::contains)
                            .map(SnapshotDelete::inUse)
                            .toList();
            if (!problems.isEmpty()) {
                throw new ProblemException(problems);
            }
            return deletion.run(session, cloud, doomed);
        }
    }

    private Snapshot named(String id, List<Snapshot> all) {
        return all.stream()
                .filter(each -> each.snapshotId().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new ParameterException(
                                Objects.requireNonNull(spec).commandLine(),
                                id + " is no snapshot of this account in this region."));
    }

    private static Problem inUse(String id) {
        return Problem.error(
                "snapshot " + id,
                "a launch template makes new hosts of it.",
                "Give the hostclass another first: sila snapshot update --hostclass NAME.");
    }
}
