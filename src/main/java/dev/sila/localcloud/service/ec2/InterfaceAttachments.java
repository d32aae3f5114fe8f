package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

/** Attaches interfaces to instances of the same zone, and detaches all but the primary one. */
public final class InterfaceAttachments {
    private static final Duration ATTACHING = Duration.ofSeconds(3);
    private static final Duration DETACHING = Duration.ofSeconds(8);
    private static final String AMAZONS = "ela-attach-";

    private final Store store;
    private final NetworkInterfaces interfaces;
    private final InstanceTypes types;
    private final AddressMap map;

    InterfaceAttachments(
            Store store, NetworkInterfaces interfaces, InstanceTypes types, AddressMap map) {
        this.store = store;
        this.interfaces = interfaces;
        this.types = types;
        this.map = map;
    }

    public AttachNetworkInterfaceResponse attachNetworkInterface(
            AttachNetworkInterfaceRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "NetworkInterfaceId",
                        "InstanceId",
                        "DeviceIndex",
                        "NetworkCardIndex",
                        "DryRun"));
        NetworkInterface card = store.interfaces().get(request.networkInterfaceId());
        Instance instance = store.instances().get(request.instanceId());
        Integer index = request.deviceIndex();
        if (index == null) {
            throw Refusals.missing("deviceIndex");
        }
        check(card, instance, index);
        Refusals.endDryRun(request.dryRun());
        String id = attach(card, instance, index);
        store.foundation()
                .timeline()
                .after(
                        ATTACHING,
                        () -> move(id, AttachmentStatus.ATTACHING, AttachmentStatus.ATTACHED));
        return AttachNetworkInterfaceResponse.builder()
                .attachmentId(id)
                .networkCardIndex(0)
                .build();
    }

    private String attach(NetworkInterface card, Instance instance, int index) {
        String id = store.foundation().identity().ec2("eni-attach");
        NetworkInterfaceAttachment attachment =
                NetworkInterfaceAttachment.builder()
                        .attachmentId(id)
                        .instanceId(instance.instanceId())
                        .instanceOwnerId(store.account())
                        .deviceIndex(index)
                        .networkCardIndex(0)
                        .deleteOnTermination(false)
                        .status(AttachmentStatus.ATTACHING)
                        .attachTime(store.foundation().timeline().now())
                        .build();
        NetworkInterface attached =
                card.toBuilder()
                        .attachment(attachment)
                        .status(NetworkInterfaceStatus.IN_USE)
                        .build();
        store.interfaces().put(attached);
        map.follow(attached);
        return id;
    }

    private void check(NetworkInterface card, Instance instance, int index) {
        String id = instance.instanceId();
        if (card.attachment() != null || card.requesterManaged()) {
            throw Refusals.invalid("Interface: " + card.networkInterfaceId() + " in use.");
        }
        if (!Set.of(InstanceStateName.RUNNING, InstanceStateName.STOPPED)
                .contains(instance.state().name())) {
            throw new AwsFailure(
                    "IncorrectState", "Instance '" + id + "' is not 'running' or 'stopped'.");
        }
        if (!instance.placement().availabilityZone().equals(card.availabilityZone())) {
            throw Refusals.invalid(
                    "You may not attach a network interface to an instance if they are not in the"
                            + " same availability zone");
        }
        if (interfaces.of(id).anyMatch(each -> each.attachment().deviceIndex() == index)) {
            throw Refusals.invalid(
                    "Instance '%s' already has an interface attached at device index '%d'."
                            .formatted(id, index));
        }
        int most =
                Optional.ofNullable(types.named(instance.instanceTypeAsString()).networkInfo())
                        .map(NetworkInfo::maximumNetworkInterfaces)
                        .orElse(Integer.MAX_VALUE);
        if (interfaces.of(id).count() >= most) {
            throw new AwsFailure(
                    "AttachmentLimitExceeded",
                    "Interface count %d exceeds the limit for %s"
                            .formatted(most + 1, instance.instanceTypeAsString()));
        }
    }

    private void move(String attachmentId, AttachmentStatus from, AttachmentStatus to) {
        store.interfaces()
                .rows()
                .filter(each -> each.attachment() != null)
                .filter(each -> each.attachment().attachmentId().equals(attachmentId))
                .filter(each -> each.attachment().status() == from)
                .forEach(each -> enter(each, to));
    }

    private void enter(NetworkInterface card, AttachmentStatus status) {
        if (status == AttachmentStatus.DETACHED) {
            interfaces.detach(card);
            return;
        }
        NetworkInterfaceAttachment attachment =
                card.attachment().toBuilder().status(status).build();
        store.interfaces().put(card.toBuilder().attachment(attachment).build());
    }

    /** Detaches an interface in a while; with force at once. */
    public DetachNetworkInterfaceResponse detachNetworkInterface(
            DetachNetworkInterfaceRequest request) {
        String id = Refusals.required(request.attachmentId(), "attachmentId");
        if (id.startsWith(AMAZONS)) {
            throw new AwsFailure(
                    "OperationNotPermitted",
                    "You are not allowed to manage 'ela-attach' attachments.");
        }
        NetworkInterface card =
                store.interfaces()
                        .rows()
                        .filter(each -> each.attachment() != null)
                        .filter(each -> each.attachment().attachmentId().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                new AwsFailure(
                                        "InvalidAttachmentID.NotFound",
                                        "The interface attachment '" + id + "' does not exist"));
        if (card.attachment().deviceIndex() == 0) {
            throw new AwsFailure(
                    "OperationNotPermitted",
                    "The network interface at device index 0 cannot be detached.");
        }
        Refusals.endDryRun(request.dryRun());
        enter(card, AttachmentStatus.DETACHING);
        Duration onAws = Boolean.TRUE.equals(request.force()) ? Duration.ZERO : DETACHING;
        store.foundation()
                .timeline()
                .after(
                        onAws,
                        () -> move(id, AttachmentStatus.DETACHING, AttachmentStatus.DETACHED));
        return DetachNetworkInterfaceResponse.builder().build();
    }
}
