package dev.sila.localcloud.service.autoscaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.EnabledMetric;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;

/** Groups and their instances as AWS describes them. */
final class Models {
    private Models() {}

    static AutoScalingGroup of(Group group) {
        return AutoScalingGroup.builder()
                .autoScalingGroupName(group.name)
                .autoScalingGroupARN(group.arn)
                .launchConfigurationName(group.configuration.launchConfiguration())
                .launchTemplate(group.configuration.template())
                .mixedInstancesPolicy(group.configuration.mixed())
                .minSize(group.minimum)
                .maxSize(group.maximum)
                .desiredCapacity(group.desired)
                .defaultCooldown(group.cooldown)
                .defaultInstanceWarmup(group.warmup)
                .capacityRebalance(group.capacityRebalance ? Boolean.TRUE : null)
                .maxInstanceLifetime(group.maxLifetime)
                .instanceMaintenancePolicy(group.maintenance)
                .availabilityZoneDistribution(group.distribution)
                .availabilityZones(group.zones())
                .vpcZoneIdentifier(
                        group.namedSubnets ? String.join(",", group.subnets.keySet()) : "")
                .loadBalancerNames(group.loadBalancers)
                .targetGroupARNs(group.targetGroups)
                .trafficSources(trafficSources(group))
                .healthCheckType(group.healthCheckType)
                .healthCheckGracePeriod(group.grace)
                .instances(group.members.values().stream().map(Models::of).toList())
                .createdTime(group.created)
                .suspendedProcesses(suspended(group))
                .enabledMetrics(metrics(group))
                .tags(tags(group))
                .terminationPolicies(group.terminationPolicies)
                .newInstancesProtectedFromScaleIn(group.protectNew)
                .serviceLinkedRoleARN(group.serviceLinkedRole)
                .status(group.deleting ? "Delete in progress" : null)
                .build();
    }

    static List<TrafficSourceIdentifier> trafficSources(Group group) {
        List<TrafficSourceIdentifier> sources = new ArrayList<>();
        group.loadBalancers.forEach(name -> sources.add(source(name, "elb")));
        group.targetGroups.forEach(arn -> sources.add(source(arn, "elbv2")));
        return sources;
    }

    private static TrafficSourceIdentifier source(String identifier, String type) {
        return TrafficSourceIdentifier.builder().identifier(identifier).type(type).build();
    }

    private static List<SuspendedProcess> suspended(Group group) {
        List<SuspendedProcess> processes = new ArrayList<>();
        group.suspended.forEach((process, why) ->
                processes.add(
                        SuspendedProcess.builder()
                                .processName(process)
                                .suspensionReason(why)
                                .build()));
        return processes;
    }

    private static List<EnabledMetric> metrics(Group group) {
        return group.metrics.stream()
                .map(each -> EnabledMetric.builder().metric(each).granularity("1Minute").build())
                .toList();
    }

    static List<TagDescription> tags(Group group) {
        return group.tags.values().stream().map(each -> tag(group, each)).toList();
    }

    private static TagDescription tag(Group group, GroupTag tag) {
        return TagDescription.builder()
                .resourceId(group.name)
                .resourceType("auto-scaling-group")
                .key(tag.key())
                .value(tag.value())
                .propagateAtLaunch(tag.atLaunch())
                .build();
    }

    private static Instance of(Member member) {
        return Instance.builder()
                .instanceId(member.id)
                .instanceType(member.instanceType)
                .availabilityZone(member.zone)
                .lifecycleState(member.lifecycle)
                .healthStatus(member.health)
                .launchTemplate(member.template)
                .launchConfigurationName(member.launchConfiguration)
                .protectedFromScaleIn(member.protectedFromScaleIn)
                .weightedCapacity(weight(member))
                .build();
    }

    private static @Nullable String weight(Member member) {
        return member.weighted ? String.valueOf(member.weight) : null;
    }

    static AutoScalingInstanceDetails details(Group group, Member member) {
        return AutoScalingInstanceDetails.builder()
                .instanceId(member.id)
                .instanceType(member.instanceType)
                .autoScalingGroupName(group.name)
                .availabilityZone(member.zone)
                .lifecycleState(member.lifecycle.toString())
                .healthStatus(member.health.toUpperCase(Locale.ROOT))
                .launchTemplate(member.template)
                .launchConfigurationName(member.launchConfiguration)
                .protectedFromScaleIn(member.protectedFromScaleIn)
                .weightedCapacity(weight(member))
                .build();
    }
}
