package dev.sila.cli.operation;

import dev.sila.aws.Snapshots;
import dev.sila.aws.Snapshots.Snapshot;
import dev.sila.aws.Volumes;
import dev.sila.aws.Zones;
import dev.sila.engine.Tags;
import java.util.List;
import java.util.Map;

/**
 * Makes the first, empty snapshot of a hostclass: a volume that is made only for that, its
 * snapshot, and the volume goes. A run that died is finished by the next one: what it left is found
 * by its tags.
 */
public final class SnapshotMaker {
    private static final String ENVIRONMENT = "sila:seed-environment";
    private static final String HOSTCLASS = "sila:seed-hostclass";

    private final Snapshots snapshots;
    private final Volumes volumes;
    private final Cloud cloud;

    public SnapshotMaker(Cloud cloud) {
        this.cloud = cloud;
        this.snapshots = new Snapshots(cloud.clients().ec2(), cloud.waiter());
        this.volumes = new Volumes(cloud.clients().ec2(), cloud.waiter());
    }

    /** The tags that every snapshot of a hostclass carries. */
    public static Tags tags(String environment, String hostclass, String productLine) {
        return Tags.of("hostclass", hostclass)
                .and("env", environment)
                .and("productline", productLine)
                .and("Name", environment + "_" + hostclass);
    }

    /**
     * Makes it, and returns when it is complete.
     *
     * @param tags what it carries, see {@link #tags}
     */
    public Snapshot empty(
            String environment, String hostclass, int sizeGib, boolean encrypted, Tags tags) {
        Map<String, String> marks =
                Map.of(
                        ENVIRONMENT,
                        environment,
                        HOSTCLASS,
                        hostclass,
                        "sila:seed-size",
                        String.valueOf(sizeGib),
                        "sila:seed-encrypted",
                        String.valueOf(encrypted));
        String volume =
                volumes.leftOver(marks)
                        .orElseGet(() ->
                                volumes.create(
                                        new Zones(cloud.clients().ec2()).names().getFirst(),
                                        sizeGib,
                                        encrypted,
                                        new Tags(marks)));
        volumes.awaitAvailable(volume);
        List<Snapshot> before = snapshots.ofVolume(volume);
        Snapshot made =
                before.isEmpty()
                        ? snapshots.take(volume, tags)
                        : snapshots.completed(before.getFirst().snapshotId());
        volumes.delete(volume);
        return made;
    }
}
