package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CopySnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CopySnapshotResponse;
import software.amazon.awssdk.services.ec2.model.CopyTagsFromSource;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotResponse;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceSpecification;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotInfo;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.ec2.model.StorageTier;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** Makes, copies and deletes snapshots. They are pending for half a minute. */
public final class Snapshots {
    static final Duration PENDING = Duration.ofSeconds(30);

    private final Store store;

    Snapshots(Store store) {
        this.store = store;
    }

    public CreateSnapshotResponse createSnapshot(CreateSnapshotRequest request) {
        Refusals.supportedOnly(
                request, Set.of("Description", "VolumeId", "TagSpecifications", "DryRun"));
        Volume volume = store.volumes().get(request.volumeId());
        if (!Set.of(VolumeState.AVAILABLE, VolumeState.IN_USE).contains(volume.state())) {
            throw new AwsFailure(
                    "IncorrectState",
                    "Volume '%s' is in the '%s' state."
                            .formatted(volume.volumeId(), volume.stateAsString()));
        }
        Map<String, String> tags = Tagging.of(request.tagSpecifications(), ResourceKind.SNAPSHOT);
        checkDescription(request.description());
        Refusals.endDryRun(request.dryRun());
        Snapshot made = ofVolume(volume, text(request.description()), tags);
        return Reshape.copy(made, CreateSnapshotResponse.builder())
                .tags(Tagging.list(tags))
                .progress("")
                .build();
    }

    private static String text(@Nullable String description) {
        return description == null ? "" : description;
    }

    private static void checkDescription(@Nullable String description) {
        if (description != null && description.length() > 255) {
            throw Refusals.invalid(
                    "Character sets beyond 255 characters are not supported in a description.");
        }
    }

    /** Begins a snapshot of a volume. */
    Snapshot ofVolume(Volume volume, String description, Map<String, String> tags) {
        Snapshot snapshot =
                blank(description)
                        .volumeId(volume.volumeId())
                        .volumeSize(volume.size())
                        .encrypted(Boolean.TRUE.equals(volume.encrypted()))
                        .kmsKeyId(volume.kmsKeyId())
                        .build();
        begin(snapshot, tags);
        return snapshot;
    }

    private Snapshot.Builder blank(String description) {
        return Snapshot.builder()
                .snapshotId(store.newId(ResourceKind.SNAPSHOT))
                .ownerId(store.account())
                .description(description)
                .state(SnapshotState.PENDING)
                .storageTier(StorageTier.STANDARD)
                .progress("0%")
                .startTime(store.foundation().timeline().now());
    }

    private void begin(Snapshot snapshot, Map<String, String> tags) {
        store.compute().snapshots().put(snapshot);
        store.tags().add(snapshot.snapshotId(), tags);
        store.foundation().timeline().after(PENDING, () -> complete(snapshot.snapshotId()));
    }

    private void complete(String id) {
        Instant now = store.foundation().timeline().now();
        store.compute()
                .snapshots()
                .change(
                        id,
                        row ->
                                row.toBuilder()
                                        .state(SnapshotState.COMPLETED)
                                        .progress("100%")
                                        .completionTime(now)
                                        .build());
    }

    /** One snapshot of each volume of an instance, all of the same moment. */
    public CreateSnapshotsResponse createSnapshots(CreateSnapshotsRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "Description",
                        "InstanceSpecification",
                        "TagSpecifications",
                        "CopyTagsFromSource",
                        "DryRun"));
        InstanceSpecification wanted = request.instanceSpecification();
        if (wanted == null) {
            throw Refusals.missing("InstanceSpecification");
        }
        Instance instance = store.instances().get(wanted.instanceId());
        List<Volume> volumes = volumes(wanted, instance);
        Map<String, String> tags = Tagging.of(request.tagSpecifications(), ResourceKind.SNAPSHOT);
        checkDescription(request.description());
        Refusals.endDryRun(request.dryRun());
        List<SnapshotInfo> made = new ArrayList<>();
        for (Volume volume : volumes) {
            Map<String, String> all = new HashMap<>();
            if (request.copyTagsFromSource() == CopyTagsFromSource.VOLUME) {
                all.putAll(store.tags().of(volume.volumeId()));
            }
            all.putAll(tags);
            Snapshot row = ofVolume(volume, text(request.description()), all);
            made.add(
                    Reshape.copy(row, SnapshotInfo.builder())
                            .tags(Tagging.list(all))
                            .progress("")
                            .build());
        }
        return CreateSnapshotsResponse.builder().snapshots(made).build();
    }

    private List<Volume> volumes(InstanceSpecification wanted, Instance instance) {
        Set<String> excluded = Set.copyOf(wanted.excludeDataVolumeIds());
        boolean noRoot = Boolean.TRUE.equals(wanted.excludeBootVolume());
        List<Volume> volumes =
                instance.blockDeviceMappings().stream()
                        .filter(each ->
                                !noRoot || !each.deviceName().equals(instance.rootDeviceName()))
                        .filter(each -> !excluded.contains(each.ebs().volumeId()))
                        .map(each -> store.volumes().get(each.ebs().volumeId()))
                        .toList();
        if (volumes.isEmpty()) {
            throw Refusals.invalid(
                    "The instance '%s' has no volumes to take snapshots of."
                            .formatted(instance.instanceId()));
        }
        return volumes;
    }

    /** Copies a completed snapshot within the region; encrypted, if that is asked for. */
    public CopySnapshotResponse copySnapshot(CopySnapshotRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "Description",
                        "DestinationRegion",
                        "Encrypted",
                        "KmsKeyId",
                        "PresignedUrl",
                        "SourceRegion",
                        "SourceSnapshotId",
                        "TagSpecifications",
                        "DryRun"));
        checkRegion(request.sourceRegion(), "SourceRegion");
        Snapshot source = store.compute().snapshots().get(request.sourceSnapshotId());
        if (source.state() != SnapshotState.COMPLETED) {
            throw new AwsFailure(
                    "IncorrectState",
                    "Snapshot '%s' is in the '%s' state."
                            .formatted(source.snapshotId(), source.stateAsString()));
        }
        Encryption encryption =
                Encryption.of(
                        store.foundation().realm(),
                        request.encrypted(),
                        request.kmsKeyId(),
                        Encryption.stored(source.encrypted(), source.kmsKeyId()));
        Map<String, String> tags = Tagging.of(request.tagSpecifications(), ResourceKind.SNAPSHOT);
        checkDescription(request.description());
        Refusals.endDryRun(request.dryRun());
        Snapshot copy = copied(source, encryption, text(request.description()), tags);
        return CopySnapshotResponse.builder()
                .snapshotId(copy.snapshotId())
                .tags(Tagging.list(tags))
                .build();
    }

    /** Begins a copy. Copies name a volume that does not exist, as on AWS. */
    Snapshot copied(
            Snapshot source, Encryption encryption, String description, Map<String, String> tags) {
        Snapshot copy =
                blank(description)
                        .volumeId("vol-ffffffff")
                        .volumeSize(source.volumeSize())
                        .encrypted(encryption.encrypted())
                        .kmsKeyId(encryption.key())
                        .build();
        begin(copy, tags);
        return copy;
    }

    /** Refuses other regions than the one that the local cloud plays. */
    void checkRegion(@Nullable String region, String parameter) {
        String given = Refusals.required(region, parameter);
        if (!given.equals(store.foundation().realm().region())) {
            throw Refusals.invalid("Invalid region: " + given);
        }
    }

    /** Deletes a snapshot that no image is made of. */
    public DeleteSnapshotResponse deleteSnapshot(DeleteSnapshotRequest request) {
        Snapshot snapshot = store.compute().snapshots().get(request.snapshotId());
        String id = snapshot.snapshotId();
        store.images()
                .rows()
                .filter(image -> uses(image, id))
                .findFirst()
                .ifPresent(image -> {
                    throw new AwsFailure(
                            "InvalidSnapshot.InUse",
                            "The snapshot %s is currently in use by %s"
                                    .formatted(id, image.imageId()));
                });
        Refusals.endDryRun(request.dryRun());
        store.compute().snapshots().remove(id);
        return DeleteSnapshotResponse.builder().build();
    }

    /** Whether an image is made of the snapshot. */
    static boolean uses(Image image, String snapshotId) {
        return image.blockDeviceMappings().stream()
                .anyMatch(disk -> disk.ebs() != null && snapshotId.equals(disk.ebs().snapshotId()));
    }
}
