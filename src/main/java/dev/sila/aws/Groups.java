package dev.sila.aws;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/** The autoscaling groups of an environment at work. */
public final class Groups {
    private final AutoScalingClient autoScaling;
    private final BalancerHealth health;

    public Groups(Clients clients) {
        this.autoScaling = clients.autoScaling();
        this.health = new BalancerHealth(clients);
    }

    /**
     * The hosts of a group.
     *
     * @param desired how many there shall be
     * @param members all that belong to the group, also those that come and go
     * @param serving those in service, and healthy in every balancer of the group
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

    /** The template that a group launches from, with or without a policy of mixed instances. */
    public static @Nullable LaunchTemplateSpecification template(AutoScalingGroup group) {
        MixedInstancesPolicy policy = group.mixedInstancesPolicy();
        return policy == null || policy.launchTemplate() == null
                ? group.launchTemplate()
                : policy.launchTemplate().launchTemplateSpecification();
    }

    private Crew crew(AutoScalingGroup group) {
        Set<String> members =
                group.instances().stream().map(Instance::instanceId).collect(Collectors.toSet());
        Set<String> serving =
                Objects.requireNonNull(
                        health.serving(List.of(group)).get(group.autoScalingGroupName()));
        return new Crew(group.desiredCapacity(), members, serving);
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
}
