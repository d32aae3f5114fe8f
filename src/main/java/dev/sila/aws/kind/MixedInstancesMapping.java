package dev.sila.aws.kind;

import dev.sila.aws.kind.AutoScalingGroup.MixedInstances;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/** Turns a group's mixed instances into AWS's policy, and back. */
final class MixedInstancesMapping {
    private static final int ALL = 100;

    private MixedInstancesMapping() {}

    /** Whether the group launches just its template's type. */
    static boolean none(AutoScalingGroup wanted) {
        return wanted.mixedInstances().instanceTypes().isEmpty();
    }

    static MixedInstancesPolicy policy(
            MixedInstances wanted, LaunchTemplateSpecification template) {
        List<LaunchTemplateOverrides> types =
                wanted.instanceTypes().stream()
                        .map(each -> LaunchTemplateOverrides.builder().instanceType(each).build())
                        .toList();
        return MixedInstancesPolicy.builder()
                .launchTemplate(
                        LaunchTemplate.builder()
                                .launchTemplateSpecification(template)
                                .overrides(types)
                                .build())
                .instancesDistribution(
                        InstancesDistribution.builder()
                                .onDemandBaseCapacity(wanted.onDemandBase())
                                .onDemandPercentageAboveBaseCapacity(wanted.onDemandPercentage())
                                .onDemandAllocationStrategy(wanted.onDemandAllocation())
                                .spotAllocationStrategy(wanted.spotAllocation())
                                .build())
                .build();
    }

    /** What a group launches, in the terms of the spec. */
    static MixedInstances state(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
        boolean rebalance = Boolean.TRUE.equals(group.capacityRebalance());
        MixedInstancesPolicy policy = group.mixedInstancesPolicy();
        if (policy == null) {
            MixedInstances none = MixedInstances.NONE;
            return rebalance
                    ? new MixedInstances(
                            none.instanceTypes(),
                            none.onDemandBase(),
                            none.onDemandPercentage(),
                            none.onDemandAllocation(),
                            none.spotAllocation(),
                            true)
                    : none;
        }
        InstancesDistribution distribution =
                Objects.requireNonNullElse(
                        policy.instancesDistribution(), InstancesDistribution.builder().build());
        return new MixedInstances(
                types(policy),
                Objects.requireNonNullElse(distribution.onDemandBaseCapacity(), 0),
                Objects.requireNonNullElse(distribution.onDemandPercentageAboveBaseCapacity(), ALL),
                Objects.requireNonNullElse(distribution.onDemandAllocationStrategy(), ""),
                Objects.requireNonNullElse(distribution.spotAllocationStrategy(), ""),
                rebalance);
    }

    /** A policy that takes its type from the template, or by requirements, has none of ours. */
    private static List<String> types(MixedInstancesPolicy policy) {
        return policy.launchTemplate() == null
                ? List.of()
                : policy.launchTemplate().overrides().stream()
                        .map(each -> Objects.requireNonNullElse(each.instanceType(), ""))
                        .toList();
    }
}
