package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachmentChanges;
import software.amazon.awssdk.services.ec2.model.ResetNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Single attributes of network interfaces. */
public final class InterfaceAttributes {
    private final Store store;
    private final NetworkInterfaces interfaces;

    InterfaceAttributes(Store store, NetworkInterfaces interfaces) {
        this.store = store;
        this.interfaces = interfaces;
    }

    public DescribeNetworkInterfaceAttributeResponse describeNetworkInterfaceAttribute(
            DescribeNetworkInterfaceAttributeRequest request) {
        NetworkInterface row = store.interfaces().get(request.networkInterfaceId());
        DescribeNetworkInterfaceAttributeResponse.Builder answer =
                DescribeNetworkInterfaceAttributeResponse.builder()
                        .networkInterfaceId(row.networkInterfaceId());
        switch (Refusals.required(request.attributeAsString(), "attribute")) {
            case "description" ->
                    answer.description(AttributeValue.builder().value(row.description()).build());
            case "groupSet" -> answer.groups(row.groups());
            case "sourceDestCheck" ->
                    answer.sourceDestCheck(
                            AttributeBooleanValue.builder().value(row.sourceDestCheck()).build());
            case "attachment" -> answer.attachment(row.attachment());
            case "associatePublicIpAddress" ->
                    answer.associatePublicIpAddress(row.association() != null);
            default ->
                    throw Refusals.invalid(
                            "attribute", request.attributeAsString(), "Unknown attribute.");
        }
        Refusals.endDryRun(request.dryRun());
        return answer.build();
    }

    /** Sets exactly one attribute, as AWS demands. */
    public ModifyNetworkInterfaceAttributeResponse modifyNetworkInterfaceAttribute(
            ModifyNetworkInterfaceAttributeRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "NetworkInterfaceId",
                        "Description",
                        "SourceDestCheck",
                        "Groups",
                        "Attachment",
                        "DryRun"));
        NetworkInterface row = store.interfaces().get(request.networkInterfaceId());
        long given =
                Stream.of(
                                request.description(),
                                request.sourceDestCheck(),
                                request.attachment(),
                                request.groups().isEmpty() ? null : request.groups())
                        .filter(Objects::nonNull)
                        .count();
        if (given == 0) {
            throw Refusals.missing("attribute");
        }
        if (given > 1) {
            throw Refusals.combination("Fields for multiple attribute types specified");
        }
        NetworkInterface changed = changed(row, request);
        Refusals.endDryRun(request.dryRun());
        store.interfaces().put(changed);
        return ModifyNetworkInterfaceAttributeResponse.builder().build();
    }

    private NetworkInterface changed(
            NetworkInterface row, ModifyNetworkInterfaceAttributeRequest request) {
        NetworkInterface.Builder changed = row.toBuilder();
        if (request.description() != null) {
            changed.description(Objects.requireNonNullElse(request.description().value(), ""));
        }
        if (request.sourceDestCheck() != null) {
            changed.sourceDestCheck(Boolean.TRUE.equals(request.sourceDestCheck().value()));
        }
        if (!request.groups().isEmpty()) {
            Subnet subnet = store.subnets().get(row.subnetId());
            List<GroupIdentifier> groups = interfaces.checkedGroups(subnet, request.groups());
            changed.groups(groups);
        }
        if (request.attachment() != null) {
            changed.attachment(changed(row, request.attachment()));
        }
        return changed.build();
    }

    private static NetworkInterfaceAttachment changed(
            NetworkInterface row, NetworkInterfaceAttachmentChanges changes) {
        Refusals.supportedOnly(changes, Set.of("AttachmentId", "DeleteOnTermination"));
        String id = Refusals.required(changes.attachmentId(), "attachment.attachmentId");
        if (row.attachment() == null || !row.attachment().attachmentId().equals(id)) {
            throw new AwsFailure(
                    "InvalidAttachmentID.NotFound",
                    "The interface attachment '" + id + "' does not exist");
        }
        return Reshape.copy(changes, row.attachment().toBuilder()).build();
    }

    /** Turns the check of sources and destinations on again. */
    public ResetNetworkInterfaceAttributeResponse resetNetworkInterfaceAttribute(
            ResetNetworkInterfaceAttributeRequest request) {
        NetworkInterface row = store.interfaces().get(request.networkInterfaceId());
        if (request.sourceDestCheck() == null) {
            throw Refusals.missing("sourceDestCheck");
        }
        Refusals.endDryRun(request.dryRun());
        store.interfaces().put(row.toBuilder().sourceDestCheck(true).build());
        return ResetNetworkInterfaceAttributeResponse.builder().build();
    }
}
