package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/** What all handlers of Auto Scaling share: the groups and the world around them. */
final class Groups {
    final Foundation foundation;
    final Instances instances;
    final Alarms alarms;
    final Activities activities;
    final Announcer announcer;
    final Attachments attachments;
    final Map<String, Group> all = new LinkedHashMap<>();

    /** By ARN. */
    final Map<String, Policy> policies = new LinkedHashMap<>();

    final Map<String, LaunchConfiguration> configurations = new TreeMap<>();

    Groups(Foundation foundation, Instances instances, Attachments attachments, Alarms alarms) {
        this.foundation = foundation;
        this.instances = instances;
        this.attachments = attachments;
        this.alarms = alarms;
        this.activities = new Activities(foundation);
        this.announcer = new Announcer(foundation);
    }

    Group group(@Nullable String name) {
        Group group = all.get(Checks.text("autoScalingGroupName", name, 1600));
        if (group == null) {
            throw invalid(
                    "AutoScalingGroup name not found - AutoScalingGroup " + name + " not found");
        }
        return group;
    }

    /** A group that is not being deleted. */
    Group lasting(@Nullable String name) {
        Group group = group(name);
        if (group.deleting) {
            throw new AwsFailure(
                    "ScalingActivityInProgress",
                    "AutoScalingGroup " + name + " is pending delete: it cannot be changed");
        }
        return group;
    }

    /** The group that an instance is in. */
    Optional<Group> groupOf(@Nullable String instanceId) {
        return instanceId == null
                ? Optional.empty()
                : all.values().stream()
                        .filter(group -> group.members.containsKey(instanceId))
                        .findFirst();
    }

    Member member(Group group, String instanceId) {
        Member member = group.members.get(instanceId);
        if (member == null) {
            throw invalid(
                    "The instance "
                            + instanceId
                            + " is not part of Auto Scaling group "
                            + group.name
                            + ".");
        }
        return member;
    }

    /** The members of those identifiers, at most 20, each of which must be there. */
    List<Member> members(Group group, List<String> ids) {
        Checks.atMost("instanceIds", ids, Limits.AT_ONCE);
        return ids.stream().distinct().map(id -> member(group, id)).toList();
    }

    Instant now() {
        return foundation.timeline().now();
    }

    /** How long so many seconds of AWS's take here. */
    Duration scaled(long seconds) {
        return foundation.timeline().scaled(Duration.ofSeconds(seconds));
    }

    static AwsFailure invalid(String message) {
        return new AwsFailure("ValidationError", message);
    }
}
