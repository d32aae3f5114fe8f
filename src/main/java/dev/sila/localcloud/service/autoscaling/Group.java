package dev.sila.localcloud.service.autoscaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** An Auto Scaling group. */
final class Group {
    final String name;
    final String arn;
    final Instant created;
    LaunchTemplateSpecification template;
    int minimum;
    int maximum;
    int desired;
    int cooldown = 300;
    int grace;
    String healthCheckType = "EC2";
    @Nullable Integer warmup;
    boolean protectNew;

    /** Zone by subnet, in the order given. */
    Map<String, String> subnets = new LinkedHashMap<>();

    boolean namedSubnets;
    List<String> terminationPolicies = List.of("Default");
    final Set<String> targetGroups = new LinkedHashSet<>();
    final Map<String, GroupTag> tags = new TreeMap<>();

    /** Reason by process. */
    final Map<String, String> suspended = new TreeMap<>();

    final Map<String, Member> members = new LinkedHashMap<>();
    boolean deleting;

    /** What changed the desired capacity last, as activities tell it. */
    String reason = "";

    /** Launches to come that replace an unhealthy instance. */
    int replacements;

    /** The cooldown of the simple policy that scaled last, while its activities go on. */
    @Nullable Integer cooldownPending;

    Instant cooldownUntil = Instant.MIN;
    @Nullable Integer stepWarmup;
    Instant noLaunchBefore = Instant.MIN;

    Group(String name, String arn, Instant created, LaunchTemplateSpecification template) {
        this.name = name;
        this.arn = arn;
        this.created = created;
        this.template = template;
    }

    List<Member> counted() {
        return members.values().stream().filter(Member::counts).toList();
    }

    boolean has(LifecycleState state) {
        return members.values().stream().anyMatch(member -> member.is(state));
    }

    boolean coolingDown(Instant now) {
        return cooldownPending != null || now.isBefore(cooldownUntil);
    }

    boolean runs(String process) {
        return !suspended.containsKey(process);
    }

    List<String> zones() {
        return subnets.values().stream().distinct().toList();
    }

    AutoScalingGroup model() {
        List<SuspendedProcess> processes = new ArrayList<>();
        suspended.forEach((process, why) ->
                processes.add(
                        SuspendedProcess.builder()
                                .processName(process)
                                .suspensionReason(why)
                                .build()));
        return AutoScalingGroup.builder()
                .autoScalingGroupName(name)
                .autoScalingGroupARN(arn)
                .launchTemplate(template)
                .minSize(minimum)
                .maxSize(maximum)
                .desiredCapacity(desired)
                .defaultCooldown(cooldown)
                .defaultInstanceWarmup(warmup)
                .capacityRebalance(false)
                .availabilityZones(zones())
                .vpcZoneIdentifier(namedSubnets ? String.join(",", subnets.keySet()) : "")
                .loadBalancerNames(List.of())
                .targetGroupARNs(targetGroups)
                .healthCheckType(healthCheckType)
                .healthCheckGracePeriod(grace)
                .instances(members.values().stream().map(Member::model).toList())
                .createdTime(created)
                .suspendedProcesses(processes)
                .enabledMetrics(List.of())
                .tags(tagModels())
                .terminationPolicies(terminationPolicies)
                .newInstancesProtectedFromScaleIn(protectNew)
                .status(deleting ? "Delete in progress" : null)
                .build();
    }

    List<TagDescription> tagModels() {
        return tags.values().stream().map(this::model).toList();
    }

    private TagDescription model(GroupTag tag) {
        return TagDescription.builder()
                .resourceId(name)
                .resourceType("auto-scaling-group")
                .key(tag.key())
                .value(tag.value())
                .propagateAtLaunch(tag.atLaunch())
                .build();
    }
}
