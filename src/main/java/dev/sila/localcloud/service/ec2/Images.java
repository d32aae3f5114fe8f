package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Reshape;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.CreateImageResponse;
import software.amazon.awssdk.services.ec2.model.DeregisterImageRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterImageResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;
import software.amazon.awssdk.services.ec2.model.RegisterImageRequest;
import software.amazon.awssdk.services.ec2.model.RegisterImageResponse;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Machine images: public ones, and those made from instances or snapshots. */
public final class Images {
    private static final Duration PENDING = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9()\\[\\] ./\\-'@_]{3,128}");

    private final Store store;
    private final ImageCatalogue catalogue;
    private final Map<String, Set<LaunchPermission>> permissions = new HashMap<>();

    Images(Store store, ImageCatalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    /** Images that are public or the account's own. */
    public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "ImageIds",
                        "Owners",
                        "Filters",
                        "IncludeDeprecated",
                        "IncludeDisabled",
                        "MaxResults",
                        "NextToken",
                        "DryRun"));
        List<String> ids = request.imageIds();
        Selection selection =
                new Selection(
                        ids,
                        request.filters(),
                        request.maxResults(),
                        request.nextToken(),
                        request.dryRun());
        Page<Image> page =
                store.images()
                        .page(selection, image -> image, image -> owned(image, request.owners()));
        return DescribeImagesResponse.builder()
                .images(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private boolean owned(Image image, List<String> owners) {
        return owners.isEmpty()
                || owners.contains(image.ownerId())
                || owners.contains(String.valueOf(image.imageOwnerAlias()))
                || (owners.contains("self") && image.ownerId().equals(store.account()));
    }

    /** An image from an instance: pending for a minute, then available. */
    public CreateImageResponse createImage(CreateImageRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "InstanceId",
                        "Name",
                        "Description",
                        "NoReboot",
                        "TagSpecifications",
                        "DryRun"));
        Instance instance = store.instances().get(request.instanceId());
        String name = newName(request.name());
        Set<InstanceStateName> possible =
                Set.of(InstanceStateName.RUNNING, InstanceStateName.STOPPED);
        if (!possible.contains(instance.state().name())) {
            throw new AwsFailure(
                    "IncorrectState",
                    "Instance '%s' is not 'running' or 'stopped'."
                            .formatted(instance.instanceId()));
        }
        Map<String, String> tags =
                Tagging.of(
                        request.tagSpecifications(),
                        ResourceKind.IMAGE,
                        Set.of(ResourceKind.IMAGE));
        Refusals.endDryRun(request.dryRun());
        Image image = copied(request, name, instance);
        store.images().put(image);
        store.tags().add(image.imageId(), tags);
        store.foundation().timeline().after(PENDING, () -> available(image.imageId()));
        return CreateImageResponse.builder().imageId(image.imageId()).build();
    }

    private Image copied(CreateImageRequest request, String name, Instance instance) {
        return catalogue
                .image(store.account(), name)
                .state(ImageState.PENDING)
                .description(request.description())
                .architecture(instance.architectureAsString())
                .rootDeviceName(instance.rootDeviceName())
                .sourceInstanceId(instance.instanceId())
                .sourceImageId(instance.imageId())
                .blockDeviceMappings(
                        instance.blockDeviceMappings().stream().map(this::disk).toList())
                .build();
    }

    private void available(String id) {
        store.images().change(id, row -> row.toBuilder().state(ImageState.AVAILABLE).build());
    }

    private BlockDeviceMapping disk(InstanceBlockDeviceMapping mapping) {
        Volume volume = store.volumes().get(mapping.ebs().volumeId());
        EbsBlockDevice disk =
                Reshape.copy(volume, EbsBlockDevice.builder())
                        .snapshotId(store.foundation().identity().ec2("snap"))
                        .volumeSize(volume.size())
                        .availabilityZone(null)
                        .availabilityZoneId(null)
                        .deleteOnTermination(mapping.ebs().deleteOnTermination())
                        .build();
        return BlockDeviceMapping.builder().deviceName(mapping.deviceName()).ebs(disk).build();
    }

    private String newName(@Nullable String wanted) {
        String name = Refusals.required(wanted, "Name");
        if (!NAME.matcher(name).matches()) {
            throw new AwsFailure(
                    "InvalidAMIName.Malformed",
                    "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, and only the following characters: ( ) [ ] space . / - ' @ _");
        }
        boolean used =
                store.images()
                        .rows()
                        .filter(image -> image.ownerId().equals(store.account()))
                        .anyMatch(image -> image.name().equals(name));
        if (used) {
            throw new AwsFailure(
                    "InvalidAMIName.Duplicate",
                    "AMI name " + name + " is already in use by another AMI of this account");
        }
        return name;
    }

    /** An image from snapshots. */
    public RegisterImageResponse registerImage(RegisterImageRequest request) {
        String name = newName(request.name());
        String root = Refusals.required(request.rootDeviceName(), "RootDeviceName");
        boolean rooted =
                request.blockDeviceMappings().stream()
                        .anyMatch(disk -> root.equals(disk.deviceName()) && disk.ebs() != null);
        if (!rooted) {
            throw new AwsFailure(
                    "InvalidBlockDeviceMapping", "A snapshotId for the root device is required");
        }
        Map<String, String> tags = Tagging.of(request.tagSpecifications(), ResourceKind.IMAGE);
        Refusals.endDryRun(request.dryRun());
        Image image = Reshape.copy(request, catalogue.image(store.account(), name)).build();
        store.images().put(image);
        store.tags().add(image.imageId(), tags);
        return RegisterImageResponse.builder().imageId(image.imageId()).build();
    }

    public DeregisterImageResponse deregisterImage(DeregisterImageRequest request) {
        Image image = own(request.imageId());
        Refusals.endDryRun(request.dryRun());
        store.images().remove(image.imageId());
        permissions.remove(image.imageId());
        return DeregisterImageResponse.builder().returnValue(true).build();
    }

    private Image own(@Nullable String id) {
        Image image = store.images().get(id);
        if (!image.ownerId().equals(store.account())) {
            throw new AwsFailure("AuthFailure", "Not authorized for image:" + image.imageId());
        }
        return image;
    }

    /** Changes the description or who may launch. */
    public ModifyImageAttributeResponse modifyImageAttribute(ModifyImageAttributeRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of("ImageId", "Attribute", "Description", "LaunchPermission", "DryRun"));
        Image image = own(request.imageId());
        String id = image.imageId();
        Refusals.endDryRun(request.dryRun());
        if (request.description() != null) {
            String text = request.description().value();
            store.images().put(image.toBuilder().description(text).build());
        }
        if (request.launchPermission() != null) {
            Set<LaunchPermission> all =
                    permissions.computeIfAbsent(id, key -> new LinkedHashSet<>());
            all.addAll(request.launchPermission().add());
            all.removeAll(Set.copyOf(request.launchPermission().remove()));
            boolean open = all.stream().anyMatch(each -> each.group() == PermissionGroup.ALL);
            store.images().change(id, row -> row.toBuilder().publicLaunchPermissions(open).build());
        }
        return ModifyImageAttributeResponse.builder().build();
    }

    public DescribeImageAttributeResponse describeImageAttribute(
            DescribeImageAttributeRequest request) {
        Image image = own(request.imageId());
        DescribeImageAttributeResponse.Builder answer =
                DescribeImageAttributeResponse.builder().imageId(image.imageId());
        switch (Refusals.required(request.attributeAsString(), "Attribute")) {
            case "description" ->
                    answer.description(AttributeValue.builder().value(image.description()).build());
            case "launchPermission" ->
                    answer.launchPermissions(
                            List.copyOf(permissions.getOrDefault(image.imageId(), Set.of())));
            case "blockDeviceMapping" -> answer.blockDeviceMappings(image.blockDeviceMappings());
            default ->
                    throw Refusals.invalid(
                            "attribute",
                            request.attributeAsString(),
                            "The local cloud has no such attribute.");
        }
        Refusals.endDryRun(request.dryRun());
        return answer.build();
    }
}
