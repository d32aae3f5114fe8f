package dev.sila.localcloud.service.autoscaling;

import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.LoadBalancerTargetGroupState;

/** Which target groups a group's instances are in. */
public final class AttachmentOperations {
    private final Groups groups;

    AttachmentOperations(Groups groups) {
        this.groups = groups;
    }

    public AttachLoadBalancerTargetGroupsResponse attachLoadBalancerTargetGroups(
            AttachLoadBalancerTargetGroupsRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        new Fields(groups).targetGroups(request.targetGroupARNs());
        for (String arn : request.targetGroupARNs()) {
            group.targetGroups.add(arn);
            inService(group).forEach(id -> groups.targetGroups.register(arn, id));
        }
        return AttachLoadBalancerTargetGroupsResponse.builder().build();
    }

    private static List<String> inService(Group group) {
        return group.members.values().stream()
                .filter(member -> member.is(LifecycleState.IN_SERVICE))
                .map(member -> member.id)
                .toList();
    }

    public DetachLoadBalancerTargetGroupsResponse detachLoadBalancerTargetGroups(
            DetachLoadBalancerTargetGroupsRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        for (String arn : request.targetGroupARNs()) {
            if (!group.targetGroups.contains(arn)) {
                throw Groups.invalid(
                        "Trying to remove Target Groups that are not part of the group: " + arn);
            }
        }
        for (String arn : request.targetGroupARNs()) {
            group.targetGroups.remove(arn);
            inService(group).forEach(id -> groups.targetGroups.deregister(arn, id));
        }
        return DetachLoadBalancerTargetGroupsResponse.builder().build();
    }

    public DescribeLoadBalancerTargetGroupsResponse describeLoadBalancerTargetGroups(
            DescribeLoadBalancerTargetGroupsRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        List<LoadBalancerTargetGroupState> states =
                group.targetGroups.stream()
                        .map(arn ->
                                LoadBalancerTargetGroupState.builder()
                                        .loadBalancerTargetGroupARN(arn)
                                        .state(state(group, arn))
                                        .build())
                        .toList();
        Page<LoadBalancerTargetGroupState> page =
                Page.of(states, request.nextToken(), request.maxRecords(), 100, 100);
        return DescribeLoadBalancerTargetGroupsResponse.builder()
                .loadBalancerTargetGroups(page.items())
                .nextToken(page.next())
                .build();
    }

    /** Added once all are registered; InService once one of them passes its checks too. */
    private String state(Group group, String arn) {
        List<String> ids = inService(group);
        boolean registered =
                ids.stream().allMatch(id -> groups.targetGroups.health(arn, id).isPresent());
        if (!registered) {
            return "Adding";
        }
        boolean healthy =
                ids.stream()
                        .flatMap(id -> groups.targetGroups.health(arn, id).stream())
                        .anyMatch(health -> health.state().equals("healthy"));
        return healthy && group.healthCheckType.contains("ELB") ? "InService" : "Added";
    }
}
