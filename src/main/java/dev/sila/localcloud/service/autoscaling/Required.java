package dev.sila.localcloud.service.autoscaling;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which members of requests, and of the structures in them, AWS's model requires; the SDK's classes
 * do not tell. Source: the Amazon EC2 Auto Scaling API reference.
 */
final class Required {
    /** A structure and its required members in each line. */
    private static final String TABLE =
            """
            AttachInstancesRequest AutoScalingGroupName
            AttachLoadBalancerTargetGroupsRequest AutoScalingGroupName TargetGroupARNs
            AttachLoadBalancersRequest AutoScalingGroupName LoadBalancerNames
            AttachTrafficSourcesRequest AutoScalingGroupName TrafficSources
            BatchDeleteScheduledActionRequest AutoScalingGroupName ScheduledActionNames
            BatchPutScheduledUpdateGroupActionRequest AutoScalingGroupName ScheduledUpdateGroupActions
            BlockDeviceMapping DeviceName
            CancelInstanceRefreshRequest AutoScalingGroupName
            CompleteLifecycleActionRequest LifecycleHookName AutoScalingGroupName LifecycleActionResult
            CreateAutoScalingGroupRequest AutoScalingGroupName MinSize MaxSize
            CreateLaunchConfigurationRequest LaunchConfigurationName
            CreateOrUpdateTagsRequest Tags
            DeleteAutoScalingGroupRequest AutoScalingGroupName
            DeleteLaunchConfigurationRequest LaunchConfigurationName
            DeleteLifecycleHookRequest LifecycleHookName AutoScalingGroupName
            DeleteNotificationConfigurationRequest AutoScalingGroupName TopicARN
            DeletePolicyRequest PolicyName
            DeleteScheduledActionRequest AutoScalingGroupName ScheduledActionName
            DeleteTagsRequest Tags
            DescribeInstanceRefreshesRequest AutoScalingGroupName
            DescribeLifecycleHooksRequest AutoScalingGroupName
            DescribeLoadBalancerTargetGroupsRequest AutoScalingGroupName
            DescribeLoadBalancersRequest AutoScalingGroupName
            DescribeTrafficSourcesRequest AutoScalingGroupName
            DetachInstancesRequest AutoScalingGroupName ShouldDecrementDesiredCapacity
            DetachLoadBalancerTargetGroupsRequest AutoScalingGroupName TargetGroupARNs
            DetachLoadBalancersRequest AutoScalingGroupName LoadBalancerNames
            DetachTrafficSourcesRequest AutoScalingGroupName TrafficSources
            DisableMetricsCollectionRequest AutoScalingGroupName
            EnableMetricsCollectionRequest AutoScalingGroupName Granularity
            EnterStandbyRequest AutoScalingGroupName ShouldDecrementDesiredCapacity
            ExecutePolicyRequest PolicyName
            ExitStandbyRequest AutoScalingGroupName
            LifecycleHookSpecification LifecycleHookName LifecycleTransition
            MetricDimension Name Value
            PredefinedMetricSpecification PredefinedMetricType
            PutLifecycleHookRequest LifecycleHookName AutoScalingGroupName
            PutNotificationConfigurationRequest AutoScalingGroupName TopicARN NotificationTypes
            PutScalingPolicyRequest AutoScalingGroupName PolicyName
            PutScheduledUpdateGroupActionRequest AutoScalingGroupName ScheduledActionName
            RecordLifecycleActionHeartbeatRequest LifecycleHookName AutoScalingGroupName
            ResumeProcessesRequest AutoScalingGroupName
            RollbackInstanceRefreshRequest AutoScalingGroupName
            ScheduledUpdateGroupActionRequest ScheduledActionName
            SetDesiredCapacityRequest AutoScalingGroupName DesiredCapacity
            SetInstanceHealthRequest InstanceId HealthStatus
            SetInstanceProtectionRequest InstanceIds AutoScalingGroupName ProtectedFromScaleIn
            StartInstanceRefreshRequest AutoScalingGroupName
            StepAdjustment ScalingAdjustment
            SuspendProcessesRequest AutoScalingGroupName
            Tag Key
            TargetTrackingConfiguration TargetValue
            TerminateInstanceInAutoScalingGroupRequest InstanceId ShouldDecrementDesiredCapacity
            TrafficSourceIdentifier Identifier
            UpdateAutoScalingGroupRequest AutoScalingGroupName
            """;

    private static final Map<String, List<String>> MEMBERS =
            TABLE.lines()
                    .map(line -> List.of(line.split(" ", -1)))
                    .collect(
                            Collectors.toMap(
                                    List::getFirst, words -> words.subList(1, words.size())));

    private Required() {}

    /** The required members of the structure of that name, as the API writes them. */
    static List<String> of(String structure) {
        return MEMBERS.getOrDefault(structure, List.of());
    }
}
