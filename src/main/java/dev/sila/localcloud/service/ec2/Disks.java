package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;

/** The disks of a launch or of an image: the image's, changed and added to by the request. */
final class Disks {
    private static final Pattern DEVICE =
            Pattern.compile("(/dev/)?(sd[a-z][1-9]?[0-9]?|xvd[a-z][a-z]?[1-9]?|hd[a-z][1-9]?)");
    private static final Pattern INSTANCE_STORE = Pattern.compile("ephemeral([0-9]|1[0-9]|2[0-3])");

    private static final java.util.Set<String> EBS =
            java.util.Set.of(
                    "DeleteOnTermination",
                    "Iops",
                    "SnapshotId",
                    "VolumeSize",
                    "VolumeType",
                    "KmsKeyId",
                    "Throughput",
                    "Encrypted");

    private final Store store;

    Disks(Store store) {
        this.store = store;
    }

    /** Refuses names that no device can have. */
    static String device(@Nullable String name) {
        String given = Refusals.required(name, "device");
        if (!DEVICE.matcher(given).matches()) {
            throw Refusals.invalid("device", given, given + " is not a valid EBS device name.");
        }
        return given;
    }

    /** The image's disks with the request's changes, each with size, type and all of its own. */
    List<BlockDeviceMapping> merged(
            List<BlockDeviceMapping> image, List<BlockDeviceMapping> request) {
        Map<String, BlockDeviceMapping> disks = new LinkedHashMap<>();
        image.forEach(disk -> disks.put(disk.deviceName(), disk));
        Map<String, BlockDeviceMapping> seen = new LinkedHashMap<>();
        for (BlockDeviceMapping wanted : request) {
            String device = deviceOf(wanted);
            if (seen.put(device, wanted) != null) {
                throw mapping(
                        "The device '"
                                + device
                                + "' is used in more than one block-device mapping");
            }
            merge(disks, device, wanted);
        }
        return new ArrayList<>(disks.values());
    }

    private static String deviceOf(BlockDeviceMapping wanted) {
        String device = Refusals.required(wanted.deviceName(), "deviceName");
        if (!DEVICE.matcher(device).matches()) {
            throw mapping("Invalid device name " + device);
        }
        return device;
    }

    private void merge(
            Map<String, BlockDeviceMapping> disks, String device, BlockDeviceMapping wanted) {
        if (wanted.noDevice() != null) {
            disks.remove(device);
        } else if (wanted.virtualName() != null) {
            if (wanted.ebs() != null) {
                throw mapping(
                        "Only one of virtualName, ebs and noDevice can be given for " + device);
            }
            if (!INSTANCE_STORE.matcher(wanted.virtualName()).matches()) {
                throw mapping("Invalid device mapping '" + wanted.virtualName() + "'");
            }
            disks.put(device, wanted);
        } else if (wanted.ebs() != null) {
            BlockDeviceMapping base = disks.get(device);
            EbsBlockDevice from =
                    base == null || base.ebs() == null
                            ? EbsBlockDevice.builder().build()
                            : base.ebs();
            disks.put(device, wanted.toBuilder().ebs(disk(from, wanted.ebs())).build());
        } else {
            throw mapping("The block-device mapping of " + device + " says nothing");
        }
    }

    private EbsBlockDevice disk(EbsBlockDevice base, EbsBlockDevice asked) {
        Refusals.supportedOnly(asked, EBS);
        EbsBlockDevice from = asked.snapshotId() == null ? base : ofSnapshot(base, asked);
        String type = asked.volumeTypeAsString();
        boolean same = type == null || type.equals(from.volumeTypeAsString());
        if (type == null) {
            type = from.volumeTypeAsString() == null ? "gp2" : from.volumeTypeAsString();
        }
        int size = size(from, asked);
        VolumeRules rules =
                VolumeRules.checked(
                        type,
                        size,
                        asked.iops() == null && same && !type.equals("gp2")
                                ? from.iops()
                                : asked.iops(),
                        asked.throughput() == null && same
                                ? from.throughput()
                                : asked.throughput());
        Encryption encryption =
                Encryption.of(
                        store.foundation().realm(),
                        asked.encrypted(),
                        asked.kmsKeyId(),
                        Encryption.stored(from.encrypted(), from.kmsKeyId()));
        return EbsBlockDevice.builder()
                .volumeType(type)
                .volumeSize(size)
                .snapshotId(from.snapshotId())
                .iops(rules.operations())
                .throughput(rules.throughput())
                .encrypted(encryption.encrypted())
                .kmsKeyId(encryption.key())
                .deleteOnTermination(kept(base, asked))
                .build();
    }

    private static int size(EbsBlockDevice from, EbsBlockDevice asked) {
        Integer size = asked.volumeSize() == null ? from.volumeSize() : asked.volumeSize();
        if (size == null) {
            throw Refusals.missing("size or snapshotId");
        }
        if (from.volumeSize() != null && size < from.volumeSize()) {
            throw mapping(
                    "Volume of size %dGB is smaller than snapshot '%s', expect size >= %dGB"
                            .formatted(size, from.snapshotId(), from.volumeSize()));
        }
        return size;
    }

    private static boolean kept(EbsBlockDevice base, EbsBlockDevice asked) {
        Boolean wanted =
                asked.deleteOnTermination() == null
                        ? base.deleteOnTermination()
                        : asked.deleteOnTermination();
        return !Boolean.FALSE.equals(wanted);
    }

    /** What a disk is that starts as a copy of a snapshot. */
    private EbsBlockDevice ofSnapshot(EbsBlockDevice base, EbsBlockDevice asked) {
        if (asked.snapshotId().equals(base.snapshotId())) {
            return base;
        }
        if (base.snapshotId() != null) {
            throw mapping(
                    "snapshotId cannot be modified on root device or another disk of the image");
        }
        Snapshot snapshot = completed(asked.snapshotId());
        return EbsBlockDevice.builder()
                .snapshotId(snapshot.snapshotId())
                .volumeSize(snapshot.volumeSize())
                .encrypted(snapshot.encrypted())
                .kmsKeyId(snapshot.kmsKeyId())
                .build();
    }

    /**
     * The snapshot of that identifier, from which a volume can be made.
     *
     * @throws AwsFailure {@code IncorrectState} while it is pending
     */
    Snapshot completed(String id) {
        Snapshot snapshot = store.compute().snapshots().get(id);
        if (snapshot.state() != SnapshotState.COMPLETED) {
            throw new AwsFailure(
                    "IncorrectState", "Snapshot is in invalid state - " + snapshot.stateAsString());
        }
        return snapshot;
    }

    private static AwsFailure mapping(String message) {
        return new AwsFailure("InvalidBlockDeviceMapping", message);
    }
}
