package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.CreateLaunchConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateLaunchConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLaunchConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLaunchConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceMonitoring;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/**
 * Launch configurations, which new accounts cannot make any more. Source: EC2 Auto Scaling user
 * guide, "Auto Scaling launch configurations". A quota above 0 for them is the switch.
 */
public final class LaunchConfigurationOperations {
    private final Groups groups;

    LaunchConfigurationOperations(Groups groups) {
        this.groups = groups;
    }

    static AwsFailure notAvailable() {
        return new AwsFailure(
                "UnsupportedOperation",
                "The Launch Configuration creation operation is not available in your account. Use launch templates to create configuration templates for your Auto Scaling groups.");
    }

    public CreateLaunchConfigurationResponse createLaunchConfiguration(
            CreateLaunchConfigurationRequest request) {
        Checks.complete(request);
        String name =
                Checks.text("launchConfigurationName", request.launchConfigurationName(), 255);
        int quota = groups.foundation.quotas().of(Limits.LAUNCH_CONFIGURATIONS);
        if (quota == 0) {
            throw notAvailable();
        }
        Checks.unsupported("InstanceId in launch configurations", request.instanceId() != null);
        Checks.unsupported("KernelId", request.kernelId() != null);
        Checks.unsupported("RamdiskId", request.ramdiskId() != null);
        Checks.unsupported("ClassicLink", request.classicLinkVPCId() != null);
        String tenancy = request.placementTenancy();
        Checks.unsupported("dedicated tenancy", tenancy != null && !tenancy.equals("default"));
        if (request.imageId() == null || request.instanceType() == null) {
            throw invalid(
                    "Valid requests must contain either the InstanceID parameter or both the ImageId and InstanceType parameters.");
        }
        if (groups.configurations.containsKey(name)) {
            throw new AwsFailure(
                    "AlreadyExists",
                    "Launch Configuration by this name already exists - A launch configuration already exists with the name "
                            + name);
        }
        Limits.room(groups.configurations.size(), quota, "LaunchConfiguration");
        groups.configurations.put(name, model(request, name));
        return CreateLaunchConfigurationResponse.builder().build();
    }

    private LaunchConfiguration model(CreateLaunchConfigurationRequest request, String name) {
        String id = groups.foundation.identity().uuid();
        return Reshape.copy(request, LaunchConfiguration.builder())
                .launchConfigurationARN(
                        groups.foundation
                                .realm()
                                .arn(
                                        "autoscaling",
                                        "launchConfiguration:%s:launchConfigurationName/%s"
                                                .formatted(id, name)))
                .createdTime(groups.now())
                .ebsOptimized(Checks.or(request.ebsOptimized(), false))
                .instanceMonitoring(
                        Checks.or(
                                request.instanceMonitoring(),
                                InstanceMonitoring.builder().enabled(true).build()))
                .build();
    }

    public DescribeLaunchConfigurationsResponse describeLaunchConfigurations(
            DescribeLaunchConfigurationsRequest request) {
        List<LaunchConfiguration> found =
                groups.configurations.values().stream()
                        .filter(each ->
                                request.launchConfigurationNames().isEmpty()
                                        || request.launchConfigurationNames()
                                                .contains(each.launchConfigurationName()))
                        .toList();
        Page<LaunchConfiguration> page =
                Page.of(found, request.nextToken(), request.maxRecords(), 50, 100);
        return DescribeLaunchConfigurationsResponse.builder()
                .launchConfigurations(page.items())
                .nextToken(page.next())
                .build();
    }

    public DeleteLaunchConfigurationResponse deleteLaunchConfiguration(
            DeleteLaunchConfigurationRequest request) {
        Checks.complete(request);
        String name = request.launchConfigurationName();
        if (!groups.configurations.containsKey(name)) {
            throw invalid(
                    "Launch configuration name not found - Launch configuration "
                            + name
                            + " not found");
        }
        for (Group group : groups.all.values()) {
            if (name.equals(group.configuration.launchConfiguration())) {
                throw new AwsFailure(
                        "ResourceInUse",
                        "Cannot delete launch configuration "
                                + name
                                + " because it is attached to AutoScalingGroup "
                                + group.name);
            }
        }
        groups.configurations.remove(name);
        return DeleteLaunchConfigurationResponse.builder().build();
    }
}
