package dev.sila.cli.operation;

import dev.sila.aws.LostReply;
import dev.sila.aws.Snapshots;
import dev.sila.aws.Snapshots.Snapshot;
import dev.sila.aws.Volumes.Disk;
import dev.sila.cli.output.Progress;
import dev.sila.engine.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes snapshots of disks, all at the same time. Each carries a mark until all are complete, so
 * that a run that died is finished by the same command within an hour, and takes none twice; what
 * is older is not what anybody wants to capture now.
 */
public final class Captures {
    private static final String MARK = "sila:capture";
    private static final Tags UNFINISHED = Tags.of(MARK, "unfinished");
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int TRIES = 3;

    private final Cloud cloud;
    private final Progress progress;
    private final Snapshots snapshots;

    public Captures(Cloud cloud, Progress progress) {
        this.cloud = cloud;
        this.progress = progress;
        this.snapshots = new Snapshots(cloud.clients().ec2(), cloud.waiter());
    }

    /**
     * Returns when all are complete.
     *
     * @param wanted the disks, each with what its snapshot carries
     */
    public List<Snapshot> take(String environment, Map<Disk, Tags> wanted) {
        List<Snapshot> before = unfinished(environment);
        List<String> ids = new ArrayList<>();
        wanted.forEach((disk, tags) -> {
            Optional<Snapshot> begun = of(before, disk, tags);
            begun.ifPresent(each ->
                    progress.say(
                            each.snapshotId() + " was begun by a run that ended early; it counts"));
            ids.add(
                    begun.map(Snapshot::snapshotId)
                            .orElseGet(() -> begin(environment, disk, tags)));
        });
        List<Snapshot> complete = snapshots.completed(ids);
        snapshots.untag(ids, MARK);
        return complete;
    }

    /** A snapshot whose reply was lost is looked for before there is another. */
    private String begin(String environment, Disk disk, Tags tags) {
        for (int tries = 1; ; tries++) {
            try {
                return snapshots.begin(disk.volumeId(), tags.and(UNFINISHED));
            } catch (LostReply lost) {
                Optional<Snapshot> begun = of(unfinished(environment), disk, tags);
                if (begun.isPresent()) {
                    return begun.get().snapshotId();
                }
                if (tries == TRIES) {
                    throw lost;
                }
            }
        }
    }

    private List<Snapshot> unfinished(String environment) {
        Instant since = cloud.clock().instant().minus(FRESH);
        return snapshots.of(environment).stream()
                .filter(each -> each.tags().containsKey(MARK) && each.started().isAfter(since))
                .toList();
    }

    private static Optional<Snapshot> of(List<Snapshot> unfinished, Disk disk, Tags tags) {
        return unfinished.stream()
                .filter(each -> each.volumeId().equals(disk.volumeId()))
                .filter(each -> each.tags().equals(tags.and(UNFINISHED).values()))
                .findFirst();
    }
}
