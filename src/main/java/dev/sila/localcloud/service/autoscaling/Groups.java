package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.elbv2.TargetGroups;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all handlers of Auto Scaling share: the groups and the world around them. */
final class Groups {
    final Foundation foundation;
    final Instances instances;
    final TargetGroups targetGroups;
    final Alarms alarms;
    final Activities activities;
    final Map<String, Group> all = new LinkedHashMap<>();

    /** By ARN. */
    final Map<String, Policy> policies = new LinkedHashMap<>();

    Groups(Foundation foundation, Instances instances, TargetGroups targetGroups, Alarms alarms) {
        this.foundation = foundation;
        this.instances = instances;
        this.targetGroups = targetGroups;
        this.alarms = alarms;
        this.activities = new Activities(foundation);
    }

    Group group(@Nullable String name) {
        Group group = name == null ? null : all.get(name);
        if (group == null) {
            throw invalid("AutoScalingGroup name not found - no such group: " + name);
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
                            + group.name);
        }
        return member;
    }

    static AwsFailure invalid(String message) {
        return new AwsFailure("ValidationError", message);
    }
}
