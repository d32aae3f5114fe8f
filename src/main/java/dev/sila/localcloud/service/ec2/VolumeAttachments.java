package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** Attaches volumes to instances of their zone, and detaches them. */
public final class VolumeAttachments {
    /**
     * Volumes and interfaces of one Nitro instance together (EC2 user guide, "EBS volume limits").
     */
    private static final int MOST_ATTACHMENTS = 28;

    private static final int MOST_INSTANCES = 16;
    private static final Set<InstanceStateName> ATTACHABLE =
            Set.of(
                    InstanceStateName.RUNNING,
                    InstanceStateName.STOPPED,
                    InstanceStateName.STOPPING);

    private final Store store;
    private final Attachments attachments;

    VolumeAttachments(Store store, Attachments attachments) {
        this.store = store;
        this.attachments = attachments;
    }

    public AttachVolumeResponse attachVolume(AttachVolumeRequest request) {
        Refusals.supportedOnly(request, Set.of("Device", "InstanceId", "VolumeId", "DryRun"));
        Volume volume = store.volumes().get(request.volumeId());
        Instance instance = store.instances().get(request.instanceId());
        String device = Disks.device(request.device());
        checkVolume(volume, instance);
        checkInstance(volume, instance, device);
        Refusals.endDryRun(request.dryRun());
        return Reshape.copy(
                        attachments.attach(volume, instance, device),
                        AttachVolumeResponse.builder())
                .build();
    }

    private void checkVolume(Volume volume, Instance instance) {
        String id = volume.volumeId();
        boolean here = attachments.find(id, instance.instanceId()).isPresent();
        boolean shared =
                volume.multiAttachEnabled() && volume.attachments().size() < MOST_INSTANCES;
        if (volume.state() == VolumeState.IN_USE && (here || !shared)) {
            throw new AwsFailure("VolumeInUse", id + " is already attached to an instance");
        }
        if (!Set.of(VolumeState.AVAILABLE, VolumeState.IN_USE).contains(volume.state())) {
            throw new AwsFailure("IncorrectState", "Volume '" + id + "' is not 'available'.");
        }
    }

    private void checkInstance(Volume volume, Instance instance, String device) {
        String id = instance.instanceId();
        if (!ATTACHABLE.contains(instance.state().name())) {
            throw new AwsFailure("IncorrectState", "Instance '" + id + "' is not 'running'.");
        }
        if (!volume.availabilityZone().equals(instance.placement().availabilityZone())) {
            throw new AwsFailure(
                    "InvalidVolume.ZoneMismatch",
                    "The volume '%s' is not in the same availability zone as instance '%s'"
                            .formatted(volume.volumeId(), id));
        }
        if (instance.blockDeviceMappings().stream()
                .anyMatch(each -> each.deviceName().equals(device))) {
            throw Refusals.invalid(
                    "Invalid value '%s' for unixDevice. Attachment point %s is already in use"
                            .formatted(device, device));
        }
        int used = instance.blockDeviceMappings().size() + store.interfacesOfInstance().count(id);
        if (used >= MOST_ATTACHMENTS) {
            throw new AwsFailure(
                    "AttachmentLimitExceeded",
                    "The instance '%s' has %d attachments, which is its limit."
                            .formatted(id, MOST_ATTACHMENTS));
        }
    }

    /** Detaches a volume; the root volume only from a stopped instance. */
    public DetachVolumeResponse detachVolume(DetachVolumeRequest request) {
        Volume volume = store.volumes().get(request.volumeId());
        VolumeAttachment attached = attached(volume, request.instanceId());
        Instance instance = store.instances().get(attached.instanceId());
        if (request.device() != null && !request.device().equals(attached.device())) {
            throw unattached(volume, attached.instanceId());
        }
        boolean root = attached.device().equals(instance.rootDeviceName());
        if (root && instance.state().name() != InstanceStateName.STOPPED) {
            throw new AwsFailure(
                    "OperationNotPermitted",
                    "Unable to detach root volume '%s' from instance '%s'"
                            .formatted(volume.volumeId(), instance.instanceId()));
        }
        if (attached.state() != VolumeAttachmentState.ATTACHED) {
            throw new AwsFailure(
                    "IncorrectState",
                    "Volume '%s' is in the '%s' state."
                            .formatted(volume.volumeId(), attached.stateAsString()));
        }
        Refusals.endDryRun(request.dryRun());
        return Reshape.copy(attachments.detach(attached), DetachVolumeResponse.builder()).build();
    }

    private VolumeAttachment attached(Volume volume, @Nullable String instanceId) {
        if (volume.attachments().isEmpty()) {
            throw new AwsFailure(
                    "IncorrectState",
                    "Volume '%s' is in the '%s' state."
                            .formatted(volume.volumeId(), volume.stateAsString()));
        }
        if (instanceId == null) {
            if (volume.attachments().size() > 1) {
                throw Refusals.missing("InstanceId");
            }
            return volume.attachments().getFirst();
        }
        String id = store.instances().get(instanceId).instanceId();
        return attachments.find(volume.volumeId(), id).orElseThrow(() -> unattached(volume, id));
    }

    private static AwsFailure unattached(Volume volume, String instanceId) {
        return new AwsFailure(
                "InvalidAttachment.NotFound",
                "The volume '%s' is not attached to instance '%s'"
                        .formatted(volume.volumeId(), instanceId));
    }
}
