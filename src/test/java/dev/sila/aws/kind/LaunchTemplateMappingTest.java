package dev.sila.aws.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.LaunchTemplate.InstanceStore;
import dev.sila.aws.kind.LaunchTemplate.Volume;
import dev.sila.engine.Found;
import dev.sila.engine.Ref;
import dev.sila.engine.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplatesMonitoring;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Tag;

class LaunchTemplateMappingTest {
    private static final Ref<SecurityGroup> GROUP = new Ref<>(SecurityGroup.class, "ci_dmz");
    private static final Ref<InstanceProfile> PROFILE = new Ref<>(InstanceProfile.class, "web");
    private static final Tags TAGS = Tags.of("hostclass", "mhcweb");

    private static LaunchTemplate plain() {
        return new LaunchTemplate(
                "ci_mhcweb",
                "ami-1",
                "t3.small",
                null,
                null,
                null,
                Set.of(GROUP),
                null,
                "",
                List.of(),
                false,
                Tags.NONE,
                Tags.NONE);
    }

    private static LaunchTemplate full() {
        return new LaunchTemplate(
                "ci_mhcweb",
                "resolve:ssm:/aws/ami",
                "m5.large",
                PROFILE,
                null,
                "key",
                Set.of(GROUP, new Ref<>(SecurityGroup.class, "ci_intranet")),
                false,
                "#!/bin/sh\necho 'Grüße' > /etc/motd\n",
                List.of(
                        new Volume("/dev/sdb", 20, "gp3", null, null),
                        new Volume("/dev/sdc", 100, "io2", 4000, "snap-1"),
                        new InstanceStore("/dev/sdd", "ephemeral0")),
                true,
                TAGS,
                Tags.NONE);
    }

    @Test
    void aVersionReadsBackAsTheSpecThatItWasMadeFrom() {
        Found<InstanceProfile> ours =
                new Found<>("id-web", new InstanceProfile("web", null, Tags.NONE), Map.of());
        LaunchTemplate back = readBack(full(), KnownWorld.of(ours));

        assertThat(back.instanceProfile()).isEqualTo(KnownWorld.identifier(PROFILE));
        assertThat(back.securityGroups())
                .containsExactlyInAnyOrderElementsOf(
                        full().securityGroups().stream().map(KnownWorld::identifier).toList());
        assertThat(back)
                .usingRecursiveComparison()
                .ignoringFields("instanceProfile", "securityGroups")
                .isEqualTo(full());
    }

    @Test
    void aVersionWithoutAnythingOptionalReadsBackToo() {
        assertThat(readBack(plain(), KnownWorld.of()))
                .usingRecursiveComparison()
                .ignoringFields("securityGroups")
                .isEqualTo(plain());
    }

    @Test
    void aProfileThatIsNotOfTheEnvironmentIsReadByName() {
        LaunchTemplate back = readBack(full(), KnownWorld.of());

        assertThat(back.instanceProfile()).isNull();
        assertThat(back.instanceProfileName()).isEqualTo("id-web");
    }

    @Test
    void metadataAlwaysNeedsATokenAndStaysOnTheHost() {
        var metadata = LaunchTemplateMapping.data(plain(), KnownWorld.IDS).metadataOptions();

        assertThat(metadata.httpTokensAsString()).isEqualTo("required");
        assertThat(metadata.httpPutResponseHopLimit()).isEqualTo(1);
    }

    @Test
    void groupsAreOnTheInterfaceExactlyWhenThePublicAddressIsSaid() {
        RequestLaunchTemplateData silent = LaunchTemplateMapping.data(plain(), KnownWorld.IDS);
        RequestLaunchTemplateData said = LaunchTemplateMapping.data(full(), KnownWorld.IDS);

        assertThat(silent.securityGroupIds()).containsExactly("id-ci_dmz");
        assertThat(silent.networkInterfaces()).isEmpty();
        assertThat(said.securityGroupIds()).isEmpty();
        assertThat(said.networkInterfaces().getFirst().groups())
                .containsExactly("id-ci_dmz", "id-ci_intranet");
        assertThat(said.networkInterfaces().getFirst().associatePublicIpAddress()).isFalse();
    }

    @Test
    void disksGoWithTheirInstance() {
        assertThat(LaunchTemplateMapping.data(full(), KnownWorld.IDS).blockDeviceMappings())
                .filteredOn(each -> each.ebs() != null)
                .hasSize(2)
                .allMatch(each -> each.ebs().deleteOnTermination());
    }

    @Test
    void aTagThatVolumesLackIsNotThere() {
        ResponseLaunchTemplateData data =
                ResponseLaunchTemplateData.builder()
                        .tagSpecifications(
                                tags(ResourceType.INSTANCE, "a", "1", "b", "1"),
                                tags(ResourceType.VOLUME, "a", "1", "b", "2"))
                        .build();

        assertThat(
                        LaunchTemplateMapping.state("x", data, Tags.NONE, KnownWorld.of())
                                .instanceTags())
                .isEqualTo(Tags.of("a", "1"));
    }

    @Test
    void aNewVersionKeepsWhatTheSpecLeavesUnmanaged() {
        LaunchTemplate next = LaunchTemplateMapping.complete(full(), plain());

        assertThat(next.instanceProfileName()).isEqualTo("web");
        assertThat(next.keyName()).isEqualTo("key");
        assertThat(next.publicAddress()).isFalse();
        assertThat(next.instanceTags()).isEqualTo(TAGS);
        assertThat(next.instanceType()).isEqualTo("t3.small");
        assertThat(LaunchTemplateMapping.complete(plain(), full())).isEqualTo(full());
    }

    @Test
    void theTokenIsTheSameForTheSameStepOnly() {
        Found<LaunchTemplate> second = version("2");
        RequestLaunchTemplateData data = LaunchTemplateMapping.data(full(), KnownWorld.IDS);
        String token = LaunchTemplateHandler.token(second, data);

        assertThat(token).hasSize(64);
        assertThat(LaunchTemplateHandler.token(second, data)).isEqualTo(token);
        assertThat(LaunchTemplateHandler.token(version("3"), data)).isNotEqualTo(token);
        assertThat(LaunchTemplateHandler.token(second, data.toBuilder().userData("eA==").build()))
                .isNotEqualTo(token);
        assertThat(LaunchTemplateHandler.token(second, data.toBuilder().imageId("ami-2").build()))
                .isNotEqualTo(token);
    }

    private static Found<LaunchTemplate> version(String number) {
        return new Found<>("lt-1", plain(), Map.of(LaunchTemplateHandler.VERSION, number));
    }

    private static LaunchTemplateTagSpecification tags(ResourceType type, String... pairs) {
        return LaunchTemplateTagSpecification.builder()
                .resourceType(type)
                .tags(
                        Tag.builder().key(pairs[0]).value(pairs[1]).build(),
                        Tag.builder().key(pairs[2]).value(pairs[3]).build())
                .build();
    }

    private static LaunchTemplate readBack(LaunchTemplate spec, KnownWorld world) {
        ResponseLaunchTemplateData data = answer(LaunchTemplateMapping.data(spec, KnownWorld.IDS));
        return LaunchTemplateMapping.state(spec.name(), data, Tags.NONE, world);
    }

    /** What DescribeLaunchTemplateVersions answers for a version made with this data. */
    private static ResponseLaunchTemplateData answer(RequestLaunchTemplateData data) {
        ResponseLaunchTemplateData.Builder answer =
                ResponseLaunchTemplateData.builder()
                        .imageId(data.imageId())
                        .instanceType(data.instanceTypeAsString())
                        .keyName(data.keyName())
                        .userData(data.userData())
                        .securityGroupIds(data.securityGroupIds())
                        .monitoring(
                                LaunchTemplatesMonitoring.builder()
                                        .enabled(data.monitoring().enabled())
                                        .build())
                        .networkInterfaces(
                                data.networkInterfaces().stream()
                                        .map(LaunchTemplateMappingTest::answer)
                                        .toList())
                        .blockDeviceMappings(
                                data.blockDeviceMappings().stream()
                                        .map(LaunchTemplateMappingTest::answer)
                                        .toList())
                        .tagSpecifications(
                                data.tagSpecifications().stream()
                                        .map(LaunchTemplateMappingTest::answer)
                                        .toList());
        if (data.iamInstanceProfile() != null) {
            answer.iamInstanceProfile(
                    LaunchTemplateIamInstanceProfileSpecification.builder()
                            .name(data.iamInstanceProfile().name())
                            .build());
        }
        return answer.build();
    }

    private static LaunchTemplateInstanceNetworkInterfaceSpecification answer(
            LaunchTemplateInstanceNetworkInterfaceSpecificationRequest wanted) {
        return LaunchTemplateInstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(wanted.deviceIndex())
                .associatePublicIpAddress(wanted.associatePublicIpAddress())
                .groups(wanted.groups())
                .build();
    }

    private static LaunchTemplateBlockDeviceMapping answer(
            LaunchTemplateBlockDeviceMappingRequest disk) {
        LaunchTemplateBlockDeviceMapping.Builder mapping =
                LaunchTemplateBlockDeviceMapping.builder()
                        .deviceName(disk.deviceName())
                        .virtualName(disk.virtualName());
        if (disk.ebs() != null) {
            mapping.ebs(
                    LaunchTemplateEbsBlockDevice.builder()
                            .volumeSize(disk.ebs().volumeSize())
                            .volumeType(disk.ebs().volumeTypeAsString())
                            .iops(disk.ebs().iops())
                            .snapshotId(disk.ebs().snapshotId())
                            .build());
        }
        return mapping.build();
    }

    private static LaunchTemplateTagSpecification answer(
            LaunchTemplateTagSpecificationRequest wanted) {
        return LaunchTemplateTagSpecification.builder()
                .resourceType(wanted.resourceTypeAsString())
                .tags(wanted.tags())
                .build();
    }
}
