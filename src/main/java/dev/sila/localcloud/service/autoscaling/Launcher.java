package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.autoscaling.Instances.InstanceFacts;
import dev.sila.localcloud.service.autoscaling.Instances.LaunchOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Launches instances into a group, evenly over its zones. */
final class Launcher {
    /** After a refusal of EC2 the group waits before it tries again. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Groups groups;

    Launcher(Groups groups) {
        this.groups = groups;
    }

    /** Launches that many, unless EC2 refused one a moment ago. */
    void launch(Group group, int count) {
        Instant now = groups.foundation.timeline().now();
        if (now.isBefore(group.noLaunchBefore)) {
            return;
        }
        int before = group.counted().size();
        for (int index = 0; index < count; index++) {
            String cause = cause(group, before, before + count);
            try {
                launchOne(group, cause);
            } catch (AwsFailure refusal) {
                group.noLaunchBefore = now.plus(groups.foundation.timeline().scaled(RETRY));
                Activity failed =
                        groups.activities.begin(
                                group,
                                "Launching a new EC2 instance.  Status Reason: "
                                        + refusal.getMessage()
                                        + "  Launching EC2 instance failed.",
                                cause,
                                ScalingActivityStatusCode.FAILED);
                groups.activities.end(
                        failed.activityId(),
                        ScalingActivityStatusCode.FAILED,
                        refusal.getMessage() + "  Launching EC2 instance failed.");
                return;
            }
        }
    }

    private String cause(Group group, int before, int after) {
        String time = groups.activities.now();
        if (group.replacements > 0) {
            return "At %s an instance was launched in response to an unhealthy instance needing to be replaced."
                    .formatted(time);
        }
        return "%sAt %s an instance was started in response to a difference between desired and actual capacity, increasing the capacity from %d to %d."
                .formatted(group.reason, time, before, after);
    }

    private void launchOne(Group group, String cause) {
        String templateId = group.template.launchTemplateId();
        String version = groups.instances.version(templateId, group.template.version());
        String id =
                groups.instances.launch(
                        new LaunchOrder(
                                templateId, version, nextSubnet(group), tags(group, version)));
        InstanceFacts facts = groups.instances.find(id).orElseThrow();
        Activity activity =
                groups.activities.begin(
                        group,
                        "Launching a new EC2 instance: " + id,
                        cause,
                        ScalingActivityStatusCode.PRE_IN_SERVICE);
        Member member =
                new Member(
                        facts,
                        group.template.toBuilder().version(version).build(),
                        groups.foundation.timeline().now(),
                        activity.activityId());
        member.protectedFromScaleIn = group.protectNew;
        group.members.put(id, member);
        group.replacements = Math.max(0, group.replacements - 1);
        if (facts.state().equals("running")) {
            arrived(group, member);
        }
    }

    /** The tags that go to instances, and AWS's own. */
    private static Map<String, String> tags(Group group, String version) {
        Map<String, String> tags = new LinkedHashMap<>();
        group.tags.values().stream()
                .filter(GroupTag::atLaunch)
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        tags.put("aws:autoscaling:groupName", group.name);
        tags.put("aws:ec2launchtemplate:id", group.template.launchTemplateId());
        tags.put("aws:ec2launchtemplate:version", version);
        return tags;
    }

    /** A subnet in the zone with the fewest members; the first given one of equals. */
    private static String nextSubnet(Group group) {
        return group.subnets.entrySet().stream()
                .min(Comparator.comparingLong(entry -> inZone(group, entry.getValue())))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    private static long inZone(Group group, String zone) {
        return group.counted().stream().filter(member -> member.zone.equals(zone)).count();
    }

    /** A pending instance runs: it goes in service, to the balancers too. */
    void arrived(Group group, Member member) {
        if (!member.is(LifecycleState.PENDING)) {
            return;
        }
        Instant now = groups.foundation.timeline().now();
        member.lifecycle = LifecycleState.IN_SERVICE;
        member.inServiceSince = now;
        int warmup = group.stepWarmup != null ? group.stepWarmup : warmup(group);
        member.warmUntil =
                now.plus(groups.foundation.timeline().scaled(Duration.ofSeconds(warmup)));
        if (group.runs("AddToLoadBalancer")) {
            group.targetGroups.forEach(arn -> groups.targetGroups.register(arn, member.id));
        }
        groups.activities.succeed(member.launchActivity);
    }

    static int warmup(Group group) {
        return group.warmup != null ? group.warmup : group.cooldown;
    }
}
