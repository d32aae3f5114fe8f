package dev.sila.aws;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Which hosts of autoscaling groups are well: also in the eyes of their balancers, of which each is
 * asked once, all at the same time.
 */
final class BalancerHealth {
    private final Clients clients;

    BalancerHealth(Clients clients) {
        this.clients = clients;
    }

    /**
     * The hosts in service, healthy, and healthy in every target group and classic load balancer of
     * their group, by the group's name.
     */
    Map<String, Set<String>> serving(Collection<AutoScalingGroup> groups) {
        Map<String, CompletableFuture<Set<String>>> looks = new HashMap<>();
        for (AutoScalingGroup group : groups) {
            group.targetGroupARNs()
                    .forEach(arn ->
                            looks.computeIfAbsent(arn, missing -> begin(() -> targets(arn))));
            group.loadBalancerNames()
                    .forEach(name ->
                            looks.computeIfAbsent(name, missing -> begin(() -> classic(name))));
        }
        Map<String, Set<String>> well = ended(looks);
        return groups.stream()
                .collect(
                        Collectors.toMap(
                                AutoScalingGroup::autoScalingGroupName,
                                each -> serving(each, well)));
    }

    private static Set<String> serving(AutoScalingGroup group, Map<String, Set<String>> well) {
        Set<String> serving = new HashSet<>();
        group.instances().stream()
                .filter(each -> each.lifecycleState() == LifecycleState.IN_SERVICE)
                .filter(each -> "Healthy".equalsIgnoreCase(each.healthStatus()))
                .forEach(each -> serving.add(each.instanceId()));
        Stream.of(group.targetGroupARNs(), group.loadBalancerNames())
                .flatMap(List::stream)
                .forEach(each -> serving.retainAll(well.getOrDefault(each, Set.of())));
        return serving;
    }

    /** The hosts that are healthy in each of these target groups, by its ARN. */
    Map<String, Set<String>> healthy(Collection<String> targetGroups) {
        Map<String, CompletableFuture<Set<String>>> looks = new HashMap<>();
        targetGroups.forEach(
                arn -> looks.computeIfAbsent(arn, missing -> begin(() -> targets(arn))));
        return ended(looks);
    }

    private Set<String> targets(String targetGroup) {
        DescribeTargetHealthRequest request =
                DescribeTargetHealthRequest.builder().targetGroupArn(targetGroup).build();
        return clients
                .loadBalancing()
                .describeTargetHealth(request)
                .targetHealthDescriptions()
                .stream()
                .filter(each -> each.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
                .map(each -> each.target().id())
                .collect(Collectors.toSet());
    }

    private Set<String> classic(String loadBalancer) {
        DescribeInstanceHealthRequest request =
                DescribeInstanceHealthRequest.builder().loadBalancerName(loadBalancer).build();
        return clients
                .classicLoadBalancing()
                .describeInstanceHealth(request)
                .instanceStates()
                .stream()
                .filter(each -> "InService".equals(each.state()))
                .map(each -> each.instanceId())
                .collect(Collectors.toSet());
    }

    /** Asks on a thread of its own; a balancer that is gone by now finds nobody healthy. */
    private static CompletableFuture<Set<String>> begin(Supplier<Set<String>> look) {
        return CompletableFuture.supplyAsync(
                () -> AwsErrors.orIfGone(Set.of(), look), task -> Thread.ofVirtual().start(task));
    }

    private static Map<String, Set<String>> ended(
            Map<String, CompletableFuture<Set<String>>> looks) {
        Map<String, Set<String>> healthy = new HashMap<>();
        looks.forEach((balancer, look) -> healthy.put(balancer, end(look)));
        return healthy;
    }

    private static Set<String> end(CompletableFuture<Set<String>> look) {
        try {
            return look.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
