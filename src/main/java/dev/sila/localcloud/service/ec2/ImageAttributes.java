package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;
import software.amazon.awssdk.services.ec2.model.ResetImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetImageAttributeResponse;

/** Single attributes of images, among them who may launch them. */
public final class ImageAttributes {
    private static final String PERMISSION = "launchPermission";

    private final Store store;
    private final Map<String, Set<LaunchPermission>> permissions = new HashMap<>();

    ImageAttributes(Store store) {
        this.store = store;
    }

    /** Whether the image was shared with that account by name. */
    boolean sharedWith(String imageId, String account) {
        return permissions.getOrDefault(imageId, Set.of()).stream()
                .anyMatch(each -> account.equals(each.userId()));
    }

    void forget(String imageId) {
        permissions.remove(imageId);
    }

    /** Changes the description, who may launch, or the metadata service of its instances. */
    public ModifyImageAttributeResponse modifyImageAttribute(ModifyImageAttributeRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "ImageId",
                        "Attribute",
                        "Value",
                        "Description",
                        "LaunchPermission",
                        "OperationType",
                        "UserIds",
                        "UserGroups",
                        "DryRun"));
        Image image = Images.own(store, request.imageId());
        if (image.state() != ImageState.AVAILABLE) {
            throw new AwsFailure(
                    "InvalidAMIID.Unavailable",
                    "The image ID '%s' is in the state '%s'"
                            .formatted(image.imageId(), image.stateAsString()));
        }
        String attribute = attribute(request);
        switch (attribute) {
            case "description" -> describe(request, image);
            case "imdsSupport" -> requireSecond(request, image);
            case PERMISSION -> share(request, image);
            default -> throw unknown(attribute);
        }
        return ModifyImageAttributeResponse.builder().build();
    }

    private static String attribute(ModifyImageAttributeRequest request) {
        if (request.attribute() != null) {
            return request.attribute();
        }
        if (request.description() != null) {
            return "description";
        }
        if (request.launchPermission() == null && request.operationType() == null) {
            throw Refusals.missing("attribute");
        }
        return PERMISSION;
    }

    private static AwsFailure unknown(String attribute) {
        return Refusals.invalid(
                "attribute", attribute, "The image attribute is unknown or cannot be changed.");
    }

    private void describe(ModifyImageAttributeRequest request, Image image) {
        String text =
                request.description() == null ? request.value() : request.description().value();
        if (text == null) {
            throw Refusals.missing("Description");
        }
        Refusals.endDryRun(request.dryRun());
        store.images().put(image.toBuilder().description(text).build());
    }

    private void requireSecond(ModifyImageAttributeRequest request, Image image) {
        if (!"v2.0".equals(request.value())) {
            throw Refusals.invalid("imdsSupport", request.value(), "Expecting v2.0.");
        }
        Refusals.endDryRun(request.dryRun());
        store.images().put(image.toBuilder().imdsSupport("v2.0").build());
    }

    private void share(ModifyImageAttributeRequest request, Image image) {
        Grants<LaunchPermission> asked =
                Grants.of(
                        request.operationTypeAsString(),
                        named(request),
                        request.launchPermission() == null
                                ? List.of()
                                : request.launchPermission().add(),
                        request.launchPermission() == null
                                ? List.of()
                                : request.launchPermission().remove());
        asked.added().forEach(each -> check(image, each));
        Refusals.endDryRun(request.dryRun());
        asked.apply(permissions.computeIfAbsent(image.imageId(), id -> new LinkedHashSet<>()));
        publish(image.imageId());
    }

    private static List<LaunchPermission> named(ModifyImageAttributeRequest request) {
        List<LaunchPermission> named = new ArrayList<>();
        request.userIds().forEach(id -> named.add(LaunchPermission.builder().userId(id).build()));
        request.userGroups()
                .forEach(group -> named.add(LaunchPermission.builder().group(group).build()));
        return named;
    }

    private static void check(Image image, LaunchPermission asked) {
        Refusals.supportedOnly(asked, Set.of("UserId", "Group"));
        @Nullable String account = asked.userId();
        if (account != null && !account.matches("\\d{12}")) {
            throw itemValue(account, "userId");
        }
        if (asked.groupAsString() != null && asked.group() != PermissionGroup.ALL) {
            throw itemValue(asked.groupAsString(), "userGroup");
        }
        boolean encrypted =
                image.blockDeviceMappings().stream()
                        .anyMatch(disk ->
                                disk.ebs() != null && Boolean.TRUE.equals(disk.ebs().encrypted()));
        if (asked.group() == PermissionGroup.ALL && encrypted) {
            throw new AwsFailure(
                    "InvalidParameter",
                    "The image %s has encrypted snapshots. It is not allowed to make it public."
                            .formatted(image.imageId()));
        }
    }

    private static AwsFailure itemValue(String value, String type) {
        return new AwsFailure(
                "InvalidAMIAttributeItemValue",
                "Invalid attribute item value \"%s\" for %s item type.".formatted(value, type));
    }

    private void publish(String id) {
        boolean open =
                permissions.getOrDefault(id, Set.of()).stream()
                        .anyMatch(each -> each.group() == PermissionGroup.ALL);
        store.images().change(id, row -> row.toBuilder().publicLaunchPermissions(open).build());
    }

    /** Takes an image back from all it was shared with. */
    public ResetImageAttributeResponse resetImageAttribute(ResetImageAttributeRequest request) {
        Image image = Images.own(store, request.imageId());
        String attribute = Refusals.required(request.attributeAsString(), "Attribute");
        if (!attribute.equals(PERMISSION)) {
            throw unknown(attribute);
        }
        Refusals.endDryRun(request.dryRun());
        permissions.remove(image.imageId());
        publish(image.imageId());
        return ResetImageAttributeResponse.builder().build();
    }

    public DescribeImageAttributeResponse describeImageAttribute(
            DescribeImageAttributeRequest request) {
        Image image = Images.own(store, request.imageId());
        DescribeImageAttributeResponse.Builder answer =
                DescribeImageAttributeResponse.builder().imageId(image.imageId());
        switch (Refusals.required(request.attributeAsString(), "Attribute")) {
            case "description" -> answer.description(text(image.description()));
            case PERMISSION ->
                    answer.launchPermissions(
                            List.copyOf(permissions.getOrDefault(image.imageId(), Set.of())));
            case "blockDeviceMapping" -> answer.blockDeviceMappings(image.blockDeviceMappings());
            case "bootMode" -> answer.bootMode(text(image.bootModeAsString()));
            case "imdsSupport" -> answer.imdsSupport(text(image.imdsSupportAsString()));
            case "kernel" -> answer.kernelId(text(image.kernelId()));
            case "ramdisk" -> answer.ramdiskId(text(image.ramdiskId()));
            case "sriovNetSupport" -> answer.sriovNetSupport(text(image.sriovNetSupport()));
            case "productCodes" -> answer.productCodes(List.of());
            case "deregistrationProtection" ->
                    answer.deregistrationProtection(text(image.deregistrationProtection()));
            default -> throw unknown(request.attributeAsString());
        }
        Refusals.endDryRun(request.dryRun());
        return answer.build();
    }

    private static AttributeValue text(@Nullable String value) {
        return AttributeValue.builder().value(value).build();
    }
}
