package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Reshape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** Volumes: those of instances, and those made alone. */
public final class Volumes {
    private static final Duration CREATING = Duration.ofSeconds(3);
    private static final Duration DELETING = Duration.ofSeconds(3);

    private final Store store;
    private final Zones zones;
    private final Disks disks;
    private final Attachments attachments;

    Volumes(Store store, Zones zones, Disks disks, Attachments attachments) {
        this.store = store;
        this.zones = zones;
        this.disks = disks;
        this.attachments = attachments;
    }

    /** Makes the disks of one instance. Instance store is part of the machine, not a volume. */
    List<InstanceBlockDeviceMapping> make(String instanceId, Launch launch) {
        List<InstanceBlockDeviceMapping> mappings = new ArrayList<>();
        for (BlockDeviceMapping disk : launch.disks()) {
            if (disk.ebs() != null) {
                Volume volume =
                        Reshape.copy(disk.ebs(), Volume.builder())
                                .volumeId(store.newId(ResourceKind.VOLUME))
                                .size(disk.ebs().volumeSize())
                                .snapshotId(snapshot(disk))
                                .encrypted(Boolean.TRUE.equals(disk.ebs().encrypted()))
                                .availabilityZone(launch.subnet().availabilityZone())
                                .availabilityZoneId(launch.subnet().availabilityZoneId())
                                .createTime(store.foundation().timeline().now())
                                .multiAttachEnabled(false)
                                .build();
                mappings.add(attachments.mapped(instanceId, volume, disk));
            }
        }
        return mappings;
    }

    private static String snapshot(BlockDeviceMapping disk) {
        return disk.ebs().snapshotId() == null ? "" : disk.ebs().snapshotId();
    }

    /** Makes a volume: creating for some seconds, then available. */
    public CreateVolumeResponse createVolume(CreateVolumeRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "AvailabilityZone",
                        "AvailabilityZoneId",
                        "Encrypted",
                        "Iops",
                        "KmsKeyId",
                        "Size",
                        "SnapshotId",
                        "VolumeType",
                        "TagSpecifications",
                        "MultiAttachEnabled",
                        "Throughput",
                        "ClientToken",
                        "DryRun"));
        return store.idempotency()
                .once(
                        "CreateVolume",
                        request.clientToken(),
                        request,
                        CreateVolumeResponse.class,
                        () -> create(request));
    }

    private CreateVolumeResponse create(CreateVolumeRequest request) {
        AvailabilityZone zone = zone(request);
        Snapshot snapshot =
                request.snapshotId() == null || request.snapshotId().isEmpty()
                        ? Snapshot.builder().build()
                        : disks.completed(request.snapshotId());
        VolumeRules rules = rules(request, snapshot);
        checkSharing(request, rules.type());
        Encryption encryption =
                Encryption.of(
                        store.foundation().realm(),
                        request.encrypted(),
                        request.kmsKeyId(),
                        Encryption.stored(snapshot.encrypted(), snapshot.kmsKeyId()));
        Map<String, String> tags = Tagging.of(request.tagSpecifications(), ResourceKind.VOLUME);
        Refusals.endDryRun(request.dryRun());
        Volume volume =
                Volume.builder()
                        .volumeId(store.newId(ResourceKind.VOLUME))
                        .availabilityZone(zone.zoneName())
                        .availabilityZoneId(zone.zoneId())
                        .volumeType(rules.type())
                        .size(rules.size())
                        .iops(rules.operations())
                        .throughput(rules.throughput())
                        .snapshotId(snapshot.snapshotId() == null ? "" : snapshot.snapshotId())
                        .encrypted(encryption.encrypted())
                        .kmsKeyId(encryption.key())
                        .multiAttachEnabled(Boolean.TRUE.equals(request.multiAttachEnabled()))
                        .createTime(store.foundation().timeline().now())
                        .state(VolumeState.CREATING)
                        .build();
        String id = volume.volumeId();
        store.volumes().put(volume);
        store.tags().add(id, tags);
        store.foundation().timeline().after(CREATING, () -> made(id));
        List<Tag> given = Tagging.list(tags);
        return Reshape.copy(volume, CreateVolumeResponse.builder()).tags(given).build();
    }

    private void made(String id) {
        store.volumes().change(id, row -> row.toBuilder().state(VolumeState.AVAILABLE).build());
    }

    private AvailabilityZone zone(CreateVolumeRequest request) {
        String name = request.availabilityZone();
        String id = request.availabilityZoneId();
        if (name == null && id == null) {
            throw Refusals.missing("AvailabilityZone");
        }
        if (name != null && id != null) {
            throw Refusals.combination(
                    "You cannot specify both AvailabilityZone and AvailabilityZoneId.");
        }
        return zones.all()
                .filter(zone -> zone.zoneName().equals(name) || zone.zoneId().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFailure(
                                "InvalidZone.NotFound",
                                "The zone '%s' does not exist."
                                        .formatted(name == null ? id : name)));
    }

    private static VolumeRules rules(CreateVolumeRequest request, Snapshot snapshot) {
        Integer size = request.size() == null ? snapshot.volumeSize() : request.size();
        if (size == null) {
            throw Refusals.missing("size/snapshot");
        }
        if (snapshot.volumeSize() != null && size < snapshot.volumeSize()) {
            throw Refusals.invalid(
                    "The volume size of %d GiB is smaller than the snapshot size of %d GiB."
                            .formatted(size, snapshot.volumeSize()));
        }
        String type = request.volumeTypeAsString() == null ? "gp2" : request.volumeTypeAsString();
        return VolumeRules.checked(type, size, request.iops(), request.throughput());
    }

    private static void checkSharing(CreateVolumeRequest request, String type) {
        if (Boolean.TRUE.equals(request.multiAttachEnabled())
                && !Set.of("io1", "io2").contains(type)) {
            throw Refusals.combination(
                    "The parameter multiAttachEnabled is not supported for " + type + " volumes.");
        }
    }

    /** Deletes a volume that is attached to nothing: deleting for some seconds, then gone. */
    public DeleteVolumeResponse deleteVolume(DeleteVolumeRequest request) {
        Volume volume = store.volumes().get(request.volumeId());
        String id = volume.volumeId();
        if (volume.state() == VolumeState.IN_USE) {
            throw new AwsFailure(
                    "VolumeInUse",
                    "Volume %s is currently attached to %s"
                            .formatted(id, volume.attachments().getFirst().instanceId()));
        }
        if (volume.state() != VolumeState.AVAILABLE) {
            throw new AwsFailure(
                    "IncorrectState",
                    "Volume '%s' is in the '%s' state.".formatted(id, volume.stateAsString()));
        }
        Refusals.endDryRun(request.dryRun());
        store.volumes().put(volume.toBuilder().state(VolumeState.DELETING).build());
        store.foundation().timeline().after(DELETING, () -> store.volumes().remove(id));
        return DeleteVolumeResponse.builder().build();
    }

    public DescribeVolumesResponse describeVolumes(DescribeVolumesRequest request) {
        Page<Volume> page =
                store.volumes()
                        .page(
                                new Selection(
                                        request.volumeIds(),
                                        request.filters(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                UnaryOperator.identity());
        return DescribeVolumesResponse.builder()
                .volumes(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
