package dev.sila.cli;

import dev.sila.aws.Snapshots;
import dev.sila.aws.Snapshots.Snapshot;
import dev.sila.aws.TemplateSnapshots;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.blueprint.Names;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Turn;
import dev.sila.engine.Observation;
import dev.sila.engine.Scope;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a hostclass's next hosts another snapshot. */
@Command(
        name = "update",
        description = {
            "Let the next hosts of a hostclass have its newest snapshot, or one that is named.",
            "Hosts that run keep their disks; sila fleet refresh replaces them."
        })
final class SnapshotUpdate implements Callable<Integer> {
    private final Session session;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--hostclass",
            required = true,
            paramLabel = "NAME",
            description = "The hostclass.")
    private String hostclass = "";

    @Option(
            names = "--snapshot-id",
            paramLabel = "ID",
            description = "A snapshot of this hostclass and environment (default: the newest).")
    private @Nullable String snapshotId;

    @Mixin private ChangeOptions changing = new ChangeOptions();

    SnapshotUpdate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            String template = Names.fleet(environment.name(), hostclass);
            requireOurs(cloud, template);
            Snapshot wanted = wanted(cloud);
            TemplateSnapshots templates = new TemplateSnapshots(cloud.clients().ec2());
            TemplateSnapshots.Device device = templates.device(template);
            if (device.snapshotId().equals(wanted.snapshotId())) {
                session.progress().say("Nothing to do: it has " + wanted.snapshotId() + ".");
                return 0;
            }
            session.progress()
                    .say(
                            "~ launch template %s: %s of %s -> %s"
                                    .formatted(
                                            template,
                                            device.name(),
                                            device.snapshotId(),
                                            wanted.snapshotId()));
            if (!changing.dryRun()) {
                session.confirmation().agree("Make this change?");
                change(cloud, template, wanted);
            }
            session.output().one(SnapshotColumns.all(), wanted);
            return 0;
        }
    }

    private void change(Cloud cloud, String template, Snapshot wanted) {
        Turn.Request request =
                new Turn.Request(environment.name(), "snapshot update", changing.waitForLease());
        try (Turn turn = Turn.take(cloud, session.progress(), request)) {
            session.interruption().holding(turn::close);
            TemplateSnapshots templates = new TemplateSnapshots(cloud.clients().ec2());
            templates.change(templates.device(template), wanted.snapshotId(), wanted.sizeGib());
        }
    }

    /** A template of that name that is another's is none of ours. */
    private void requireOurs(Cloud cloud, String template) {
        Observation world = cloud.planner().observe(new Scope(environment.name(), Set.of()));
        boolean ours =
                world.found(LaunchTemplate.class).stream()
                        .anyMatch(each -> each.state().name().equals(template));
        if (!ours) {
            throw new ProblemException(
                    Problem.error(
                            "hostclass " + hostclass,
                            "does not run in environment " + environment.name() + ".",
                            "sila fleet list --env " + environment.name() + " shows what does."));
        }
    }

    private Snapshot wanted(Cloud cloud) {
        Snapshots snapshots = new Snapshots(cloud.clients().ec2(), cloud.waiter());
        Optional<Snapshot> found =
                snapshotId == null
                        ? snapshots.newest(environment.name(), hostclass)
                        : snapshots.of(environment.name()).stream()
                                .filter(each ->
                                        each.snapshotId().equals(snapshotId)
                                                && each.hostclass().equals(hostclass))
                                .findFirst();
        return found.orElseThrow(() ->
                new ProblemException(
                        Problem.error(
                                "hostclass " + hostclass + " in " + environment.name(),
                                "has no such snapshot that is complete.",
                                "sila snapshot list shows them; sila snapshot create makes the"
                                        + " first.")));
    }
}
