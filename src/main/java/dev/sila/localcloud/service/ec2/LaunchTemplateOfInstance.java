package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.Reshape;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreditSpecification;
import software.amazon.awssdk.services.ec2.model.GetLaunchTemplateDataRequest;
import software.amazon.awssdk.services.ec2.model.GetLaunchTemplateDataResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMetadataOptions;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplatePlacement;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplatesMonitoring;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Reads from an instance what a template would say that makes another like it. */
public final class LaunchTemplateOfInstance {
    private final Store store;
    private final InstanceStates states;

    LaunchTemplateOfInstance(Store store, InstanceStates states) {
        this.store = store;
        this.states = states;
    }

    public GetLaunchTemplateDataResponse getLaunchTemplateData(
            GetLaunchTemplateDataRequest request) {
        Instance instance = store.instances().get(request.instanceId());
        String id = instance.instanceId();
        Refusals.endDryRun(request.dryRun());
        InstanceSettings settings = states.settings(id);
        ResponseLaunchTemplateData.Builder data =
                itself(instance, settings)
                        .networkInterfaces(
                                store.interfacesOfInstance().of(id).map(this::card).toList())
                        .blockDeviceMappings(
                                instance.blockDeviceMappings().stream().map(this::disk).toList())
                        .tagSpecifications(tags(id));
        if (!settings.credits().isEmpty()) {
            data.creditSpecification(
                    CreditSpecification.builder().cpuCredits(settings.credits()).build());
        }
        if (instance.iamInstanceProfile() != null) {
            data.iamInstanceProfile(
                    LaunchTemplateIamInstanceProfileSpecification.builder()
                            .arn(instance.iamInstanceProfile().arn())
                            .build());
        }
        return GetLaunchTemplateDataResponse.builder().launchTemplateData(data.build()).build();
    }

    private static ResponseLaunchTemplateData.Builder itself(
            Instance instance, InstanceSettings settings) {
        boolean monitored = instance.monitoring().state() == MonitoringState.ENABLED;
        return ResponseLaunchTemplateData.builder()
                .imageId(instance.imageId())
                .instanceType(instance.instanceTypeAsString())
                .keyName(instance.keyName())
                .ebsOptimized(instance.ebsOptimized())
                .disableApiTermination(settings.disableApiTermination())
                .disableApiStop(settings.disableApiStop())
                .instanceInitiatedShutdownBehavior(settings.shutdownBehavior())
                .userData(settings.userData().isEmpty() ? null : settings.userData())
                .monitoring(LaunchTemplatesMonitoring.builder().enabled(monitored).build())
                .placement(
                        Reshape.copy(instance.placement(), LaunchTemplatePlacement.builder())
                                .build())
                .metadataOptions(
                        Reshape.copy(
                                        instance.metadataOptions(),
                                        LaunchTemplateInstanceMetadataOptions.builder())
                                .build());
    }

    private LaunchTemplateInstanceNetworkInterfaceSpecification card(NetworkInterface row) {
        return LaunchTemplateInstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(row.attachment().deviceIndex())
                .networkCardIndex(0)
                .subnetId(row.subnetId())
                .description(row.description())
                .deleteOnTermination(row.attachment().deleteOnTermination())
                .interfaceType("interface")
                .groups(row.groups().stream().map(group -> group.groupId()).toList())
                .build();
    }

    private LaunchTemplateBlockDeviceMapping disk(InstanceBlockDeviceMapping mapping) {
        Volume volume = store.volumes().get(mapping.ebs().volumeId());
        boolean gp2 = volume.volumeTypeAsString().equals("gp2");
        return LaunchTemplateBlockDeviceMapping.builder()
                .deviceName(mapping.deviceName())
                .ebs(
                        LaunchTemplateEbsBlockDevice.builder()
                                .deleteOnTermination(mapping.ebs().deleteOnTermination())
                                .encrypted(volume.encrypted())
                                .kmsKeyId(volume.kmsKeyId())
                                .snapshotId(volume.snapshotId())
                                .volumeSize(volume.size())
                                .volumeType(volume.volumeTypeAsString())
                                .iops(gp2 ? null : volume.iops())
                                .throughput(volume.throughput())
                                .build())
                .build();
    }

    private List<LaunchTemplateTagSpecification> tags(String id) {
        Map<String, String> tags = store.tags().of(id);
        return tags.isEmpty()
                ? List.of()
                : List.of(
                        LaunchTemplateTagSpecification.builder()
                                .resourceType(ResourceType.INSTANCE)
                                .tags(Tagging.list(tags))
                                .build());
    }
}
