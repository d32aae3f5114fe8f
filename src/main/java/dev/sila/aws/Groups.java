package dev.sila.aws;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The autoscaling groups of an environment at work. */
public final class Groups {
    private final AutoScalingClient autoScaling;
    private final ElasticLoadBalancingV2Client loadBalancing;
    private final Waiter waiter;

    public Groups(
            AutoScalingClient autoScaling,
            ElasticLoadBalancingV2Client loadBalancing,
            Waiter waiter) {
        this.autoScaling = autoScaling;
        this.loadBalancing = loadBalancing;
        this.waiter = waiter;
    }

    /** The AWS names of the groups of one part of an environment, in order. */
    public List<String> of(String environment, String part) {
        DescribeAutoScalingGroupsRequest request =
                DescribeAutoScalingGroupsRequest.builder()
                        .filters(
                                filter(AwsTags.ENVIRONMENT, environment),
                                filter(AwsTags.PART, part))
                        .maxRecords(100)
                        .build();
        return autoScaling.describeAutoScalingGroupsPaginator(request).autoScalingGroups().stream()
                .map(AutoScalingGroup::autoScalingGroupName)
                .sorted()
                .toList();
    }

    /**
     * Returns when as many of the group's instances as it wants are in service and, if it is behind
     * target groups, pass the checks of each.
     *
     * @param name the group's AWS name
     * @throws ProblemException if the group is gone, or when the limit is over, with AWS's last
     *     reason for a launch that failed
     */
    public void awaitService(String name, Duration limit) {
        Wait wait =
                new Wait(
                        "the instances of " + name + " to be in service",
                        Duration.ofMinutes(2),
                        limit);
        try {
            waiter.until(wait, () -> inService(name));
        } catch (ProblemException e) {
            Optional<String> reason = lastFailure(name);
            if (reason.isEmpty()) {
                throw e;
            }
            throw new ProblemException(
                    Problem.error(
                            "autoscaling group " + name,
                            "its instances are not in service after "
                                    + limit.toMinutes()
                                    + " min. AWS's last failure: "
                                    + reason.get(),
                            "Remove the cause, then run the same command again: it goes on from"
                                    + " here."));
        }
    }

    private boolean inService(String name) {
        AutoScalingGroup group = describe(name);
        Set<String> serving =
                group.instances().stream()
                        .filter(each -> each.lifecycleState() == LifecycleState.IN_SERVICE)
                        .filter(each -> "Healthy".equalsIgnoreCase(each.healthStatus()))
                        .map(Instance::instanceId)
                        .collect(Collectors.toSet());
        int wanted = group.desiredCapacity();
        return serving.size() >= wanted
                && group.targetGroupARNs().stream()
                        .allMatch(each -> healthy(each, serving) >= wanted);
    }

    private AutoScalingGroup describe(String name) {
        DescribeAutoScalingGroupsRequest request =
                DescribeAutoScalingGroupsRequest.builder().autoScalingGroupNames(name).build();
        return autoScaling.describeAutoScalingGroups(request).autoScalingGroups().stream()
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.error(
                                        "autoscaling group " + name,
                                        "it is gone.",
                                        "Somebody else deleted it; run the same command"
                                                + " again.")));
    }

    private long healthy(String targetGroup, Set<String> instances) {
        DescribeTargetHealthRequest request =
                DescribeTargetHealthRequest.builder().targetGroupArn(targetGroup).build();
        return loadBalancing.describeTargetHealth(request).targetHealthDescriptions().stream()
                .filter(each -> instances.contains(each.target().id()))
                .filter(Groups::healthy)
                .count();
    }

    private static boolean healthy(TargetHealthDescription target) {
        return target.targetHealth().state() == TargetHealthStateEnum.HEALTHY;
    }

    private Optional<String> lastFailure(String name) {
        DescribeScalingActivitiesRequest request =
                DescribeScalingActivitiesRequest.builder()
                        .autoScalingGroupName(name)
                        .maxRecords(20)
                        .build();
        return autoScaling.describeScalingActivities(request).activities().stream()
                .filter(each -> each.statusCode() == ScalingActivityStatusCode.FAILED)
                .map(Activity::statusMessage)
                .findFirst();
    }

    private static Filter filter(String tag, String value) {
        return Filter.builder().name("tag:" + tag).values(value).build();
    }
}
