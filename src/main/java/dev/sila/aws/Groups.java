package dev.sila.aws;

import dev.sila.engine.Marks;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /**
     * Returns when each group of these parts has as many instances in service as it wants, and
     * those behind target groups pass the checks of each.
     *
     * @throws ProblemException when the limit is over, with AWS's last reason for a launch that
     *     failed
     */
    public void awaitService(String environment, Collection<String> parts, Duration limit) {
        Wait wait =
                new Wait(
                        "the instances of " + String.join(", ", parts) + " to be in service",
                        Duration.ofMinutes(2),
                        limit);
        Set<String> late = new TreeSet<>();
        try {
            waiter.until(
                    wait,
                    () -> {
                        late.clear();
                        late.addAll(late(environment, parts));
                        return late.isEmpty();
                    });
        } catch (ProblemException e) {
            List<Problem> problems = late.stream().flatMap(each -> reason(each, limit)).toList();
            throw problems.isEmpty() ? e : new ProblemException(problems);
        }
    }

    /** The AWS names of the groups that are not in service yet, all asked for in one paged call. */
    private List<String> late(String environment, Collection<String> parts) {
        return described(environment, parts).stream()
                .filter(each -> each.status() == null)
                .filter(each -> {
                    Crew crew = crew(each);
                    return crew.serving().size() < crew.desired();
                })
                .map(AutoScalingGroup::autoScalingGroupName)
                .toList();
    }

    private List<AutoScalingGroup> described(String environment, Collection<String> parts) {
        DescribeAutoScalingGroupsRequest request =
                DescribeAutoScalingGroupsRequest.builder()
                        .filters(
                                filter(Marks.ENVIRONMENT, List.of(environment)),
                                filter(Marks.PART, parts))
                        .maxRecords(100)
                        .build();
        return autoScaling.describeAutoScalingGroupsPaginator(request).autoScalingGroups().stream()
                .toList();
    }

    private Stream<Problem> reason(String group, Duration limit) {
        return lastFailure(group).stream()
                .map(reason ->
                        Problem.error(
                                "autoscaling group " + group,
                                "its instances are not in service after "
                                        + limit.toMinutes()
                                        + " min. AWS's last failure: "
                                        + reason,
                                "Remove the cause, then run the same command again: it goes on from"
                                        + " here."));
    }

    /**
     * The hosts of a group.
     *
     * @param desired how many there shall be
     * @param members all that belong to the group, also those that come and go
     * @param serving those in service, and healthy in every target group of the group
     */
    public record Crew(int desired, Set<String> members, Set<String> serving) {
        public Crew {
            members = Set.copyOf(members);
            serving = Set.copyOf(serving);
        }

        /** Whether exactly the desired number serves, and nobody comes or goes. */
        public boolean complete() {
            return serving.size() == desired && members.equals(serving);
        }
    }

    /**
     * How a group is now.
     *
     * @throws ProblemException if it is gone
     */
    public Crew crew(String name) {
        return crew(describe(name));
    }

    private Crew crew(AutoScalingGroup group) {
        Set<String> members =
                group.instances().stream().map(Instance::instanceId).collect(Collectors.toSet());
        Set<String> serving =
                group.instances().stream()
                        .filter(each -> each.lifecycleState() == LifecycleState.IN_SERVICE)
                        .filter(each -> "Healthy".equalsIgnoreCase(each.healthStatus()))
                        .map(Instance::instanceId)
                        .collect(Collectors.toSet());
        group.targetGroupARNs().forEach(each -> serving.retainAll(healthyIn(each)));
        return new Crew(group.desiredCapacity(), members, serving);
    }

    private Set<String> healthyIn(String targetGroup) {
        DescribeTargetHealthRequest request =
                DescribeTargetHealthRequest.builder().targetGroupArn(targetGroup).build();
        return loadBalancing.describeTargetHealth(request).targetHealthDescriptions().stream()
                .filter(Groups::healthy)
                .map(each -> each.target().id())
                .collect(Collectors.toSet());
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

    private static Filter filter(String tag, Collection<String> values) {
        return Filter.builder().name("tag:" + tag).values(values).build();
    }
}
