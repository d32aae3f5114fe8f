package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.CopyImageResponse;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.CreateImageResponse;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.RegisterImageRequest;
import software.amazon.awssdk.services.ec2.model.RegisterImageResponse;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Makes images of instances, of snapshots, and of other images. */
public final class ImageMaking {
    private static final Duration PENDING = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9()\\[\\] ./\\-'@_]{3,128}");
    private static final Set<ResourceKind> TAGGED =
            Set.of(ResourceKind.IMAGE, ResourceKind.SNAPSHOT);
    private static final Set<InstanceStateName> POSSIBLE =
            Set.of(
                    InstanceStateName.RUNNING,
                    InstanceStateName.STOPPING,
                    InstanceStateName.STOPPED);

    private static final Set<String> REGISTERED =
            Set.of(
                    "Name",
                    "Description",
                    "Architecture",
                    "RootDeviceName",
                    "BlockDeviceMappings",
                    "VirtualizationType",
                    "SriovNetSupport",
                    "EnaSupport",
                    "BootMode",
                    "ImdsSupport",
                    "TagSpecifications",
                    "DryRun");

    private final Store store;
    private final ImageCatalogue catalogue;
    private final Snapshots snapshots;
    private final Disks disks;
    private final InstanceStates states;

    ImageMaking(Store store, ImageCatalogue catalogue, Snapshots snapshots, InstanceStates states) {
        this.store = store;
        this.catalogue = catalogue;
        this.snapshots = snapshots;
        this.states = states;
        disks = new Disks(store);
    }

    /**
     * An image from an instance, which reboots unless told otherwise: pending for a minute, then
     * available.
     */
    public CreateImageResponse createImage(CreateImageRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "InstanceId",
                        "Name",
                        "Description",
                        "NoReboot",
                        "BlockDeviceMappings",
                        "TagSpecifications",
                        "DryRun"));
        Instance instance = store.instances().get(request.instanceId());
        String name = newName(request.name());
        if (!POSSIBLE.contains(instance.state().name())) {
            throw new AwsFailure(
                    "IncorrectState",
                    "Instance '%s' is not 'running' or 'stopped'."
                            .formatted(instance.instanceId()));
        }
        checkTags(request.tagSpecifications());
        List<BlockDeviceMapping> present =
                instance.blockDeviceMappings().stream().map(this::present).toList();
        List<BlockDeviceMapping> merged = disks.merged(present, request.blockDeviceMappings());
        Refusals.endDryRun(request.dryRun());
        if (!Boolean.TRUE.equals(request.noReboot())
                && instance.state().name() == InstanceStateName.RUNNING) {
            states.reboot(instance.instanceId());
        }
        Image.Builder image = ofInstance(request, name, instance);
        String id = image.build().imageId();
        add(
                image.blockDeviceMappings(taken(id, request, instance, merged)).build(),
                request.tagSpecifications());
        return CreateImageResponse.builder().imageId(id).build();
    }

    private Image.Builder ofInstance(CreateImageRequest request, String name, Instance instance) {
        return catalogue
                .image(store.account(), name)
                .state(ImageState.PENDING)
                .description(request.description())
                .architecture(instance.architectureAsString())
                .rootDeviceName(instance.rootDeviceName())
                .enaSupport(instance.enaSupport())
                .sourceInstanceId(instance.instanceId())
                .sourceImageId(instance.imageId())
                .sourceImageRegion(store.foundation().realm().region())
                .imdsSupport(
                        store.images()
                                .find(instance.imageId())
                                .map(Image::imdsSupportAsString)
                                .orElse(null));
    }

    /** What a disk of the instance is, as a mapping. */
    private BlockDeviceMapping present(InstanceBlockDeviceMapping mapping) {
        Volume volume = store.volumes().get(mapping.ebs().volumeId());
        EbsBlockDevice disk =
                EbsBlockDevice.builder()
                        .volumeSize(volume.size())
                        .volumeType(volume.volumeTypeAsString())
                        .iops(volume.volumeTypeAsString().equals("gp2") ? null : volume.iops())
                        .throughput(volume.throughput())
                        .encrypted(Boolean.TRUE.equals(volume.encrypted()))
                        .kmsKeyId(volume.kmsKeyId())
                        .deleteOnTermination(mapping.ebs().deleteOnTermination())
                        .build();
        return BlockDeviceMapping.builder().deviceName(mapping.deviceName()).ebs(disk).build();
    }

    /** The disks with a new snapshot of each that the instance has. */
    private List<BlockDeviceMapping> taken(
            String imageId,
            CreateImageRequest request,
            Instance instance,
            List<BlockDeviceMapping> merged) {
        Map<String, String> volumes = new HashMap<>();
        instance.blockDeviceMappings()
                .forEach(each -> volumes.put(each.deviceName(), each.ebs().volumeId()));
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.SNAPSHOT, TAGGED);
        String text = "Created by CreateImage(%s) for %s".formatted(instance.instanceId(), imageId);
        List<BlockDeviceMapping> taken = new ArrayList<>();
        for (BlockDeviceMapping disk : merged) {
            String volume = volumes.get(disk.deviceName());
            if (disk.ebs() == null || volume == null) {
                taken.add(disk);
            } else {
                Snapshot snapshot = snapshots.ofVolume(store.volumes().get(volume), text, tags);
                taken.add(with(disk, snapshot.snapshotId(), disk.ebs()));
            }
        }
        return taken;
    }

    private static BlockDeviceMapping with(
            BlockDeviceMapping disk, String snapshotId, EbsBlockDevice ebs) {
        return disk.toBuilder()
                .ebs(ebs.toBuilder().snapshotId(snapshotId).kmsKeyId(null).build())
                .build();
    }

    private static void checkTags(List<TagSpecification> specifications) {
        TAGGED.forEach(kind -> Tagging.of(specifications, kind, TAGGED));
    }

    private void add(Image image, List<TagSpecification> specifications) {
        String id = image.imageId();
        store.images().put(image);
        store.tags().add(id, Tagging.of(specifications, ResourceKind.IMAGE, TAGGED));
        if (image.state() == ImageState.PENDING) {
            store.foundation().timeline().after(PENDING, () -> available(id));
        }
    }

    private void available(String id) {
        store.images().change(id, row -> row.toBuilder().state(ImageState.AVAILABLE).build());
    }

    private String newName(@Nullable String wanted) {
        String name = Refusals.required(wanted, "Name");
        if (!NAME.matcher(name).matches()) {
            throw new AwsFailure(
                    "InvalidAMIName.Malformed",
                    "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, and only the following characters: ( ) [ ] space . / - ' @ _");
        }
        store.images()
                .rows()
                .filter(image -> image.ownerId().equals(store.account()))
                .filter(image -> image.name().equals(name))
                .findFirst()
                .ifPresent(image -> {
                    throw new AwsFailure(
                            "InvalidAMIName.Duplicate",
                            "AMI name %s is already in use by AMI %s"
                                    .formatted(name, image.imageId()));
                });
        return name;
    }

    /** An image from completed snapshots, available at once. */
    public RegisterImageResponse registerImage(RegisterImageRequest request) {
        Refusals.supportedOnly(request, REGISTERED);
        String name = newName(request.name());
        String root = Refusals.required(request.rootDeviceName(), "RootDeviceName");
        String architecture =
                oneOf(request.architectureAsString(), "architecture", "i386", "x86_64", "arm64");
        String virtualization =
                oneOf(request.virtualizationType(), "virtualizationType", "paravirtual", "hvm");
        List<BlockDeviceMapping> merged = disks.merged(List.of(), request.blockDeviceMappings());
        boolean rooted =
                merged.stream()
                        .anyMatch(disk ->
                                root.equals(disk.deviceName())
                                        && disk.ebs() != null
                                        && disk.ebs().snapshotId() != null);
        if (!rooted) {
            throw new AwsFailure(
                    "InvalidBlockDeviceMapping", "A snapshotId for the root device is required");
        }
        checkTags(request.tagSpecifications());
        Refusals.endDryRun(request.dryRun());
        Image image =
                Reshape.copy(request, catalogue.image(store.account(), name))
                        .architecture(architecture)
                        .virtualizationType(virtualization)
                        .enaSupport(Boolean.TRUE.equals(request.enaSupport()))
                        .blockDeviceMappings(merged)
                        .build();
        add(image, request.tagSpecifications());
        return RegisterImageResponse.builder().imageId(image.imageId()).build();
    }

    /** The value, the first of the possible ones if there is none. */
    private static String oneOf(@Nullable String value, String parameter, String... possible) {
        String given = value == null ? possible[0] : value;
        List<String> all = List.of(possible);
        if (!all.contains(given)) {
            throw Refusals.invalid(parameter, given, "Expecting one of " + all + ".");
        }
        return given;
    }

    /** A copy of an image within the region, with snapshots of its own. */
    public CopyImageResponse copyImage(CopyImageRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "ClientToken",
                        "Description",
                        "Encrypted",
                        "KmsKeyId",
                        "Name",
                        "SourceImageId",
                        "SourceRegion",
                        "CopyImageTags",
                        "TagSpecifications",
                        "DryRun"));
        return store.idempotency()
                .once(
                        "CopyImage",
                        request.clientToken(),
                        request,
                        CopyImageResponse.class,
                        () -> copy(request));
    }

    private CopyImageResponse copy(CopyImageRequest request) {
        snapshots.checkRegion(request.sourceRegion(), "SourceRegion");
        Image source = store.images().get(request.sourceImageId());
        if (source.state() != ImageState.AVAILABLE) {
            throw new AwsFailure(
                    "InvalidAMIID.Unavailable",
                    "The image ID '%s' is in the state '%s' and cannot be copied"
                            .formatted(source.imageId(), source.stateAsString()));
        }
        String name = newName(request.name());
        checkTags(request.tagSpecifications());
        Encryption.of(
                store.foundation().realm(),
                request.encrypted(),
                request.kmsKeyId(),
                Encryption.none());
        Refusals.endDryRun(request.dryRun());
        Image.Builder copy = ofImage(request, name, source);
        String id = copy.build().imageId();
        add(
                copy.blockDeviceMappings(copied(id, request, source)).build(),
                request.tagSpecifications());
        if (Boolean.TRUE.equals(request.copyImageTags())) {
            store.tags().add(id, store.tags().of(source.imageId()));
        }
        return CopyImageResponse.builder().imageId(id).build();
    }

    private Image.Builder ofImage(CopyImageRequest request, String name, Image source) {
        return source.toBuilder()
                .imageId(store.newId(ResourceKind.IMAGE))
                .ownerId(store.account())
                .imageOwnerAlias(null)
                .name(name)
                .imageLocation(store.account() + "/" + name)
                .description(
                        request.description() == null
                                ? "[Copied %s from %s] %s"
                                        .formatted(
                                                source.imageId(),
                                                request.sourceRegion(),
                                                source.name())
                                : request.description())
                .publicLaunchPermissions(false)
                .deprecationTime(null)
                .sourceImageId(source.imageId())
                .sourceImageRegion(request.sourceRegion())
                .creationDate(ImageCatalogue.time(store.foundation().timeline().now()))
                .state(ImageState.PENDING);
    }

    private List<BlockDeviceMapping> copied(String id, CopyImageRequest request, Image source) {
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.SNAPSHOT, TAGGED);
        String text =
                "Copied for DestinationAmi %s from SourceAmi %s.".formatted(id, source.imageId());
        List<BlockDeviceMapping> copies = new ArrayList<>();
        for (BlockDeviceMapping disk : source.blockDeviceMappings()) {
            if (disk.ebs() == null || disk.ebs().snapshotId() == null) {
                copies.add(disk);
            } else {
                EbsBlockDevice from = disk.ebs();
                Encryption encryption =
                        Encryption.of(
                                store.foundation().realm(),
                                request.encrypted(),
                                request.kmsKeyId(),
                                Encryption.stored(from.encrypted(), from.kmsKeyId()));
                Snapshot old =
                        Snapshot.builder()
                                .snapshotId(from.snapshotId())
                                .volumeSize(from.volumeSize())
                                .build();
                String copy = snapshots.copied(old, encryption, text, tags).snapshotId();
                copies.add(
                        with(
                                disk,
                                copy,
                                from.toBuilder().encrypted(encryption.encrypted()).build()));
            }
        }
        return copies;
    }
}
