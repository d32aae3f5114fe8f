package dev.sila.localcloud.service.ec2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsInstanceBlockDevice;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** Which volume is at which device of which instance: what both sides say of it. */
final class Attachments {
    private static final Duration TIME = Duration.ofSeconds(2);

    private final Store store;

    Attachments(Store store) {
        this.store = store;
    }

    /** A new volume at a device of an instance that is being made. */
    InstanceBlockDeviceMapping mapped(String instanceId, Volume volume, BlockDeviceMapping disk) {
        VolumeAttachment attachment =
                attachment(volume.volumeId(), instanceId, disk.deviceName()).toBuilder()
                        .deleteOnTermination(disk.ebs().deleteOnTermination())
                        .state(VolumeAttachmentState.ATTACHED)
                        .build();
        store.volumes()
                .put(volume.toBuilder().state(VolumeState.IN_USE).attachments(attachment).build());
        return mapping(attachment);
    }

    private VolumeAttachment attachment(String volumeId, String instanceId, String device) {
        return VolumeAttachment.builder()
                .volumeId(volumeId)
                .instanceId(instanceId)
                .device(device)
                .deleteOnTermination(false)
                .state(VolumeAttachmentState.ATTACHING)
                .attachTime(store.foundation().timeline().now())
                .build();
    }

    private static InstanceBlockDeviceMapping mapping(VolumeAttachment attachment) {
        return InstanceBlockDeviceMapping.builder()
                .deviceName(attachment.device())
                .ebs(
                        EbsInstanceBlockDevice.builder()
                                .volumeId(attachment.volumeId())
                                .deleteOnTermination(attachment.deleteOnTermination())
                                .status(attachment.stateAsString())
                                .attachTime(attachment.attachTime())
                                .build())
                .build();
    }

    /** Begins to attach; done in a while. */
    VolumeAttachment attach(Volume volume, Instance instance, String device) {
        VolumeAttachment made = attachment(volume.volumeId(), instance.instanceId(), device);
        List<VolumeAttachment> all = new ArrayList<>(volume.attachments());
        all.add(made);
        store.volumes().put(volume.toBuilder().state(VolumeState.IN_USE).attachments(all).build());
        List<InstanceBlockDeviceMapping> mappings = new ArrayList<>(instance.blockDeviceMappings());
        mappings.add(mapping(made));
        store.instances().put(instance.toBuilder().blockDeviceMappings(mappings).build());
        after(
                made,
                VolumeAttachmentState.ATTACHING,
                () -> enter(made, VolumeAttachmentState.ATTACHED, AttachmentStatus.ATTACHED));
        return made;
    }

    /** Begins to detach; done in a while. */
    VolumeAttachment detach(VolumeAttachment attached) {
        enter(attached, VolumeAttachmentState.DETACHING, AttachmentStatus.DETACHING);
        after(attached, VolumeAttachmentState.DETACHING, () -> remove(attached));
        return find(attached.volumeId(), attached.instanceId()).orElse(attached);
    }

    Optional<VolumeAttachment> find(String volumeId, String instanceId) {
        return store.volumes().find(volumeId).stream()
                .flatMap(volume -> volume.attachments().stream())
                .filter(each -> each.instanceId().equals(instanceId))
                .findFirst();
    }

    private void after(VolumeAttachment of, VolumeAttachmentState still, Runnable then) {
        store.foundation()
                .timeline()
                .after(
                        TIME,
                        () -> {
                            if (find(of.volumeId(), of.instanceId())
                                    .filter(each -> each.state() == still)
                                    .isPresent()) {
                                then.run();
                            }
                        });
    }

    private void enter(VolumeAttachment of, VolumeAttachmentState state, AttachmentStatus status) {
        change(of, each -> each.toBuilder().state(state).build());
        changeMapping(of, ebs -> ebs.toBuilder().status(status).build());
    }

    /** Says whether the volume goes with the instance. */
    void deleteOnTermination(VolumeAttachment of, boolean value) {
        change(of, each -> each.toBuilder().deleteOnTermination(value).build());
        changeMapping(of, ebs -> ebs.toBuilder().deleteOnTermination(value).build());
    }

    private void change(VolumeAttachment of, UnaryOperator<VolumeAttachment> change) {
        store.volumes()
                .change(
                        of.volumeId(),
                        row ->
                                row.toBuilder()
                                        .attachments(
                                                row.attachments().stream()
                                                        .map(each ->
                                                                same(each, of)
                                                                        ? change.apply(each)
                                                                        : each)
                                                        .toList())
                                        .build());
    }

    private void changeMapping(VolumeAttachment of, UnaryOperator<EbsInstanceBlockDevice> change) {
        store.instances()
                .change(
                        of.instanceId(),
                        row ->
                                row.toBuilder()
                                        .blockDeviceMappings(
                                                row.blockDeviceMappings().stream()
                                                        .map(each -> changed(each, of, change))
                                                        .toList())
                                        .build());
    }

    private static InstanceBlockDeviceMapping changed(
            InstanceBlockDeviceMapping mapping,
            VolumeAttachment of,
            UnaryOperator<EbsInstanceBlockDevice> change) {
        return mapping.ebs().volumeId().equals(of.volumeId())
                ? mapping.toBuilder().ebs(change.apply(mapping.ebs())).build()
                : mapping;
    }

    private static boolean same(VolumeAttachment one, VolumeAttachment other) {
        return one.instanceId().equals(other.instanceId());
    }

    private void remove(VolumeAttachment of) {
        leave(of.volumeId(), of.instanceId());
        store.instances()
                .change(
                        of.instanceId(),
                        row ->
                                row.toBuilder()
                                        .blockDeviceMappings(
                                                row.blockDeviceMappings().stream()
                                                        .filter(each ->
                                                                !each.ebs()
                                                                        .volumeId()
                                                                        .equals(of.volumeId()))
                                                        .toList())
                                        .build());
    }

    private void leave(String volumeId, String instanceId) {
        store.volumes().change(volumeId, row -> without(row, instanceId));
    }

    private static Volume without(Volume row, String instanceId) {
        List<VolumeAttachment> left =
                row.attachments().stream()
                        .filter(each -> !each.instanceId().equals(instanceId))
                        .toList();
        return row.toBuilder()
                .attachments(left)
                .state(left.isEmpty() ? VolumeState.AVAILABLE : VolumeState.IN_USE)
                .build();
    }

    /** Parts an instance that ended from its volumes: those that go with it are deleted. */
    void end(Instance instance) {
        for (InstanceBlockDeviceMapping mapping : instance.blockDeviceMappings()) {
            String volumeId = mapping.ebs().volumeId();
            boolean last =
                    store.volumes()
                            .find(volumeId)
                            .filter(row -> row.attachments().size() == 1)
                            .isPresent();
            if (last && mapping.ebs().deleteOnTermination()) {
                store.volumes().remove(volumeId);
            } else {
                leave(volumeId, instance.instanceId());
            }
        }
    }
}
