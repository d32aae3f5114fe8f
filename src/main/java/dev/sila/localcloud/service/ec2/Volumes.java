package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Reshape;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.EbsInstanceBlockDevice;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** The volumes of instances. */
public final class Volumes {
    private final Store store;

    Volumes(Store store) {
        this.store = store;
    }

    /** Makes the disks of one instance. */
    List<InstanceBlockDeviceMapping> make(String instanceId, Launch launch) {
        return launch.disks().stream()
                .filter(disk -> disk.ebs() != null)
                .map(disk -> make(instanceId, launch, disk))
                .toList();
    }

    private InstanceBlockDeviceMapping make(
            String instanceId, Launch launch, BlockDeviceMapping disk) {
        String id = store.newId(ResourceKind.VOLUME);
        VolumeAttachment attachment =
                VolumeAttachment.builder()
                        .volumeId(id)
                        .instanceId(instanceId)
                        .device(disk.deviceName())
                        .deleteOnTermination(disk.ebs().deleteOnTermination())
                        .state(VolumeAttachmentState.ATTACHED)
                        .attachTime(store.foundation().timeline().now())
                        .build();
        store.volumes()
                .put(
                        Reshape.copy(disk.ebs(), Volume.builder())
                                .volumeId(id)
                                .size(disk.ebs().volumeSize())
                                .availabilityZone(launch.subnet().availabilityZone())
                                .availabilityZoneId(launch.subnet().availabilityZoneId())
                                .createTime(store.foundation().timeline().now())
                                .state(VolumeState.IN_USE)
                                .multiAttachEnabled(false)
                                .attachments(attachment)
                                .build());
        return InstanceBlockDeviceMapping.builder()
                .deviceName(disk.deviceName())
                .ebs(
                        EbsInstanceBlockDevice.builder()
                                .volumeId(id)
                                .deleteOnTermination(disk.ebs().deleteOnTermination())
                                .status(AttachmentStatus.ATTACHED)
                                .attachTime(attachment.attachTime())
                                .build())
                .build();
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
