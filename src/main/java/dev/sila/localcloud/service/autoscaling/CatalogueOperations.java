package dev.sila.localcloud.service.autoscaling;

import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.AdjustmentType;
import software.amazon.awssdk.services.autoscaling.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAdjustmentTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAdjustmentTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHookTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHookTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingProcessTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingProcessTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTerminationPolicyTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTerminationPolicyTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.ProcessType;

/** What there is to choose from, and how much of it. */
public final class CatalogueOperations {
    private final Groups groups;

    CatalogueOperations(Groups groups) {
        this.groups = groups;
    }

    public DescribeAccountLimitsResponse describeAccountLimits(
            DescribeAccountLimitsRequest request) {
        return DescribeAccountLimitsResponse.builder()
                .maxNumberOfAutoScalingGroups(groups.foundation.quotas().of(Limits.GROUPS))
                .maxNumberOfLaunchConfigurations(
                        groups.foundation.quotas().of(Limits.LAUNCH_CONFIGURATIONS))
                .numberOfAutoScalingGroups(groups.all.size())
                .numberOfLaunchConfigurations(groups.configurations.size())
                .build();
    }

    public DescribeAdjustmentTypesResponse describeAdjustmentTypes(
            DescribeAdjustmentTypesRequest request) {
        return DescribeAdjustmentTypesResponse.builder()
                .adjustmentTypes(
                        PolicyOperations.ADJUSTMENTS.stream()
                                .map(each -> AdjustmentType.builder().adjustmentType(each).build())
                                .toList())
                .build();
    }

    public DescribeLifecycleHookTypesResponse describeLifecycleHookTypes(
            DescribeLifecycleHookTypesRequest request) {
        return DescribeLifecycleHookTypesResponse.builder()
                .lifecycleHookTypes(List.of(Hooks.LAUNCHING, Hooks.TERMINATING))
                .build();
    }

    public DescribeScalingProcessTypesResponse describeScalingProcessTypes(
            DescribeScalingProcessTypesRequest request) {
        return DescribeScalingProcessTypesResponse.builder()
                .processes(
                        ProcessOperations.PROCESSES.stream()
                                .map(each -> ProcessType.builder().processName(each).build())
                                .toList())
                .build();
    }

    public DescribeTerminationPolicyTypesResponse describeTerminationPolicyTypes(
            DescribeTerminationPolicyTypesRequest request) {
        return DescribeTerminationPolicyTypesResponse.builder()
                .terminationPolicyTypes(TerminationOrder.POLICIES)
                .build();
    }
}
