package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;

/** The disks of a launch: the image's, changed and added to by the request. */
final class Disks {
    private static final Set<String> PROVISIONED = Set.of("io1", "io2");
    private static final Set<String> TYPES =
            Set.of("gp2", "gp3", "io1", "io2", "st1", "sc1", "standard");

    private Disks() {}

    static List<BlockDeviceMapping> merged(
            List<BlockDeviceMapping> image, List<BlockDeviceMapping> request) {
        Map<String, BlockDeviceMapping> disks = new LinkedHashMap<>();
        image.forEach(disk -> disks.put(disk.deviceName(), disk));
        for (BlockDeviceMapping wanted : request) {
            String device = Refusals.required(wanted.deviceName(), "deviceName");
            if (wanted.noDevice() != null) {
                disks.remove(device);
            } else if (wanted.ebs() != null) {
                disks.put(device, wanted.toBuilder().ebs(disk(disks.get(device), wanted)).build());
            }
        }
        return new ArrayList<>(disks.values());
    }

    private static EbsBlockDevice disk(
            @Nullable BlockDeviceMapping base, BlockDeviceMapping wanted) {
        EbsBlockDevice asked = wanted.ebs();
        EbsBlockDevice from = base == null ? EbsBlockDevice.builder().build() : base.ebs();
        String type = asked.volumeTypeAsString();
        if (type == null) {
            type = from.volumeTypeAsString() == null ? "gp2" : from.volumeTypeAsString();
        }
        if (!TYPES.contains(type)) {
            throw Refusals.invalid("volumeType", type, "Unknown volume type.");
        }
        Integer size = asked.volumeSize() == null ? from.volumeSize() : asked.volumeSize();
        if (size == null) {
            throw Refusals.missing("size or snapshotId");
        }
        if (from.volumeSize() != null && size < from.volumeSize()) {
            throw new AwsFailure(
                    "InvalidBlockDeviceMapping",
                    "Volume of size %dGB is smaller than snapshot '%s', expect size >= %dGB"
                            .formatted(size, from.snapshotId(), from.volumeSize()));
        }
        if (size < 1 || size > 65_536) {
            throw Refusals.invalid("volumeSize", size, "Expecting 1 to 65536 GiB.");
        }
        boolean keep = Boolean.FALSE.equals(asked.deleteOnTermination());
        return asked.toBuilder()
                .volumeType(type)
                .volumeSize(size)
                .snapshotId(asked.snapshotId() == null ? from.snapshotId() : asked.snapshotId())
                .iops(operations(type, asked.iops(), size))
                .throughput(throughput(type, asked.throughput()))
                .encrypted(Boolean.TRUE.equals(asked.encrypted()))
                .deleteOnTermination(!keep)
                .build();
    }

    private static @Nullable Integer operations(String type, @Nullable Integer iops, int size) {
        if (PROVISIONED.contains(type) && iops == null) {
            throw Refusals.missing("iops");
        }
        if (type.equals("gp3")) {
            return iops == null ? 3000 : iops;
        }
        if (!PROVISIONED.contains(type) && iops != null) {
            throw Refusals.combination(
                    "The parameter iops is not supported for " + type + " volumes.");
        }
        return type.equals("gp2") ? Integer.valueOf(Math.clamp(3L * size, 100, 16_000)) : iops;
    }

    private static @Nullable Integer throughput(String type, @Nullable Integer throughput) {
        if (type.equals("gp3")) {
            return throughput == null ? 125 : throughput;
        }
        if (throughput != null) {
            throw Refusals.combination(
                    "The parameter throughput is not supported for " + type + " volumes.");
        }
        return null;
    }
}
