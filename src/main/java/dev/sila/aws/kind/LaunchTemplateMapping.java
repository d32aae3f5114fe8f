package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.aws.kind.LaunchTemplate.BlockDevice;
import dev.sila.aws.kind.LaunchTemplate.InstanceStore;
import dev.sila.aws.kind.LaunchTemplate.Volume;
import dev.sila.engine.Ids;
import dev.sila.engine.Ref;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDeviceRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateHttpTokensState;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplatesMonitoringRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Turns a launch template's spec into the data of a version, and back. */
final class LaunchTemplateMapping {
    private LaunchTemplateMapping() {}

    /** The whole data of a version that is what the spec says. */
    static RequestLaunchTemplateData data(LaunchTemplate wanted, Ids ids) {
        RequestLaunchTemplateData.Builder data =
                RequestLaunchTemplateData.builder()
                        .imageId(wanted.imageId())
                        .instanceType(wanted.instanceType())
                        .keyName(wanted.keyName())
                        .metadataOptions(metadataVersion2())
                        .monitoring(monitoring(wanted.detailedMonitoring()));
        network(data, wanted, ids);
        String profile = profileName(wanted, ids);
        if (profile != null) {
            data.iamInstanceProfile(
                    LaunchTemplateIamInstanceProfileSpecificationRequest.builder()
                            .name(profile)
                            .build());
        }
        if (!wanted.userData().isEmpty()) {
            byte[] bytes = wanted.userData().getBytes(StandardCharsets.UTF_8);
            data.userData(Base64.getEncoder().encodeToString(bytes));
        }
        if (!wanted.blockDevices().isEmpty()) {
            data.blockDeviceMappings(
                    wanted.blockDevices().stream().map(LaunchTemplateMapping::disk).toList());
        }
        if (!wanted.instanceTags().values().isEmpty()) {
            data.tagSpecifications(
                    tags(ResourceType.INSTANCE, wanted.instanceTags()),
                    tags(ResourceType.VOLUME, wanted.instanceTags()));
        }
        return data.build();
    }

    private static LaunchTemplateInstanceMetadataOptionsRequest metadataVersion2() {
        return LaunchTemplateInstanceMetadataOptionsRequest.builder()
                .httpTokens(LaunchTemplateHttpTokensState.REQUIRED)
                .httpPutResponseHopLimit(1)
                .build();
    }

    private static LaunchTemplatesMonitoringRequest monitoring(boolean enabled) {
        return LaunchTemplatesMonitoringRequest.builder().enabled(enabled).build();
    }

    /** A public address is said on a network interface, and then the groups must be too. */
    private static void network(
            RequestLaunchTemplateData.Builder data, LaunchTemplate wanted, Ids ids) {
        List<String> groups = wanted.securityGroups().stream().map(ids::of).sorted().toList();
        if (wanted.publicAddress() == null) {
            data.securityGroupIds(groups);
            return;
        }
        data.networkInterfaces(
                LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                        .deviceIndex(0)
                        .associatePublicIpAddress(wanted.publicAddress())
                        .deleteOnTermination(true)
                        .groups(groups)
                        .build());
    }

    private static @Nullable String profileName(LaunchTemplate wanted, Ids ids) {
        return wanted.instanceProfile() == null
                ? wanted.instanceProfileName()
                : ids.of(wanted.instanceProfile());
    }

    private static LaunchTemplateBlockDeviceMappingRequest disk(BlockDevice device) {
        LaunchTemplateBlockDeviceMappingRequest.Builder mapping =
                LaunchTemplateBlockDeviceMappingRequest.builder().deviceName(device.device());
        return switch (device) {
            case Volume volume -> mapping.ebs(ebs(volume)).build();
            case InstanceStore store -> mapping.virtualName(store.virtualName()).build();
        };
    }

    private static LaunchTemplateEbsBlockDeviceRequest ebs(Volume volume) {
        return LaunchTemplateEbsBlockDeviceRequest.builder()
                .volumeSize(volume.sizeGiB())
                .volumeType(volume.volumeType())
                .iops(volume.iops())
                .snapshotId(volume.snapshotId())
                .deleteOnTermination(true)
                .build();
    }

    private static LaunchTemplateTagSpecificationRequest tags(ResourceType type, Tags tags) {
        return LaunchTemplateTagSpecificationRequest.builder()
                .resourceType(type)
                .tags(AwsTags.ec2(tags))
                .build();
    }

    /** What a version's data is, in the terms of the spec. */
    static LaunchTemplate state(
            String name, ResponseLaunchTemplateData data, Tags tags, World world) {
        String profile = profileName(data.iamInstanceProfile());
        Ref<InstanceProfile> ours = profile == null ? null : ourProfile(profile, world);
        return new LaunchTemplate(
                name,
                Objects.requireNonNullElse(data.imageId(), ""),
                Objects.requireNonNullElse(data.instanceTypeAsString(), ""),
                ours,
                ours == null ? profile : null,
                data.keyName(),
                groups(data, world),
                publicAddress(data),
                userData(data),
                data.blockDeviceMappings().stream().map(LaunchTemplateMapping::disk).toList(),
                data.monitoring() != null && Boolean.TRUE.equals(data.monitoring().enabled()),
                instanceTags(data.tagSpecifications()),
                tags);
    }

    private static @Nullable String profileName(
            @Nullable LaunchTemplateIamInstanceProfileSpecification profile) {
        if (profile == null) {
            return null;
        }
        return profile.name() != null
                ? profile.name()
                : profile.arn() == null
                        ? null
                        : profile.arn().substring(profile.arn().lastIndexOf('/') + 1);
    }

    private static @Nullable Ref<InstanceProfile> ourProfile(String name, World world) {
        boolean ours =
                world.found(InstanceProfile.class).stream()
                        .anyMatch(each -> each.id().equals(name));
        return ours ? new Ref<>(InstanceProfile.class, name) : null;
    }

    private static Set<Ref<SecurityGroup>> groups(ResponseLaunchTemplateData data, World world) {
        Set<String> ids = new HashSet<>(data.securityGroupIds());
        data.networkInterfaces().forEach(each -> ids.addAll(each.groups()));
        return ids.stream()
                .map(id -> world.ref(SecurityGroup.class, id))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Boolean publicAddress(ResponseLaunchTemplateData data) {
        return data.networkInterfaces().stream()
                .map(LaunchTemplateInstanceNetworkInterfaceSpecification::associatePublicIpAddress)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String userData(ResponseLaunchTemplateData data) {
        return data.userData() == null
                ? ""
                : new String(
                        Base64.getMimeDecoder().decode(data.userData()), StandardCharsets.UTF_8);
    }

    private static BlockDevice disk(LaunchTemplateBlockDeviceMapping mapping) {
        LaunchTemplateEbsBlockDevice disk = mapping.ebs();
        if (disk == null) {
            return new InstanceStore(
                    mapping.deviceName(), Objects.requireNonNullElse(mapping.virtualName(), ""));
        }
        return new Volume(
                mapping.deviceName(),
                Objects.requireNonNullElse(disk.volumeSize(), 0),
                Objects.requireNonNullElse(disk.volumeTypeAsString(), ""),
                disk.iops(),
                disk.snapshotId());
    }

    /** The tags that both instances and volumes get, so that one missing on either shows. */
    private static Tags instanceTags(List<LaunchTemplateTagSpecification> all) {
        Map<String, String> both = new TreeMap<>(tags(all, ResourceType.INSTANCE).values());
        both.entrySet().retainAll(tags(all, ResourceType.VOLUME).values().entrySet());
        return new Tags(both);
    }

    private static Tags tags(List<LaunchTemplateTagSpecification> all, ResourceType type) {
        return all.stream()
                .filter(each -> each.resourceType() == type)
                .map(each -> AwsTags.fromEc2(each.tags()))
                .reduce(Tags.NONE, Tags::and);
    }

    /**
     * The wanted spec with what it leaves unmanaged taken from what is found: a new version
     * replaces the old one whole, and a component nobody named must not change by that.
     */
    static LaunchTemplate complete(LaunchTemplate found, LaunchTemplate wanted) {
        boolean managed = wanted.instanceProfile() != null || wanted.instanceProfileName() != null;
        return new LaunchTemplate(
                wanted.name(),
                wanted.imageId(),
                wanted.instanceType(),
                wanted.instanceProfile(),
                managed ? wanted.instanceProfileName() : foundProfileName(found),
                wanted.keyName() == null ? found.keyName() : wanted.keyName(),
                wanted.securityGroups(),
                wanted.publicAddress() == null ? found.publicAddress() : wanted.publicAddress(),
                wanted.userData(),
                wanted.blockDevices(),
                wanted.detailedMonitoring(),
                found.instanceTags().and(wanted.instanceTags()),
                wanted.tags());
    }

    /** A profile's identifier is its name, so it can be named without asking what it refers to. */
    private static @Nullable String foundProfileName(LaunchTemplate found) {
        Ref<InstanceProfile> ours = found.instanceProfile();
        return ours == null ? found.instanceProfileName() : ours.name();
    }
}
