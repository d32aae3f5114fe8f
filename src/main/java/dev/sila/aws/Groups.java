package dev.sila.aws;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The autoscaling groups of an environment at work. */
public final class Groups {
    private final AutoScalingClient autoScaling;
    private final ElasticLoadBalancingV2Client loadBalancing;

    public Groups(AutoScalingClient autoScaling, ElasticLoadBalancingV2Client loadBalancing) {
        this.autoScaling = autoScaling;
        this.loadBalancing = loadBalancing;
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
}
