package dev.sila.localcloud.whole;

import dev.sila.localcloud.service.Reshape;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.RunInstancesMonitoringEnabled;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SpotMarketOptions;

/** What a launch configuration asks of EC2. */
final class GroupConfigurations {
    private GroupConfigurations() {}

    static RunInstancesRequest request(LaunchConfiguration configuration) {
        RunInstancesRequest.Builder request =
                RunInstancesRequest.builder()
                        .imageId(configuration.imageId())
                        .instanceType(configuration.instanceType())
                        .keyName(configuration.keyName())
                        .userData(configuration.userData())
                        .ebsOptimized(configuration.ebsOptimized())
                        .monitoring(
                                RunInstancesMonitoringEnabled.builder()
                                        .enabled(configuration.instanceMonitoring().enabled())
                                        .build())
                        .blockDeviceMappings(disks(configuration));
        if (configuration.metadataOptions() != null) {
            request.metadataOptions(
                    Reshape.copy(
                                    configuration.metadataOptions(),
                                    InstanceMetadataOptionsRequest.builder())
                            .build());
        }
        if (configuration.iamInstanceProfile() != null) {
            request.iamInstanceProfile(profile(configuration.iamInstanceProfile()));
        }
        if (configuration.spotPrice() != null) {
            request.instanceMarketOptions(spot(configuration.spotPrice()));
        }
        return network(configuration, request).build();
    }

    private static List<BlockDeviceMapping> disks(LaunchConfiguration configuration) {
        return configuration.blockDeviceMappings().stream()
                .map(each -> Reshape.copy(each, BlockDeviceMapping.builder()).build())
                .toList();
    }

    private static IamInstanceProfileSpecification profile(String nameOrArn) {
        IamInstanceProfileSpecification.Builder profile = IamInstanceProfileSpecification.builder();
        return nameOrArn.startsWith("arn:")
                ? profile.arn(nameOrArn).build()
                : profile.name(nameOrArn).build();
    }

    private static InstanceMarketOptionsRequest spot(String price) {
        return InstanceMarketOptionsRequest.builder()
                .marketType("spot")
                .spotOptions(SpotMarketOptions.builder().maxPrice(price).build())
                .build();
    }

    /** A public address is asked for at the network interface, which then has the groups too. */
    private static RunInstancesRequest.Builder network(
            LaunchConfiguration configuration, RunInstancesRequest.Builder request) {
        if (configuration.associatePublicIpAddress() == null) {
            return request.securityGroupIds(configuration.securityGroups());
        }
        return request.networkInterfaces(
                InstanceNetworkInterfaceSpecification.builder()
                        .deviceIndex(0)
                        .associatePublicIpAddress(configuration.associatePublicIpAddress())
                        .groups(configuration.securityGroups())
                        .build());
    }
}
