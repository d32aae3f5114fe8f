package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An autoscaling group.
 *
 * @param name {@code environment_hostclass}; the group's own name is this, {@code _} and the second
 *     of its creation
 * @param minSize fewest instances; null: unmanaged on a group that exists, 0 on a new one
 * @param maxSize most instances; null: unmanaged on a group that exists, on a new one the largest
 *     size given
 * @param desiredCapacity the size last asked for in the files. Scaling policies move the real one;
 *     it is set again only when the files change
 * @param targetGroups where its instances are registered
 * @param healthCheckType {@code EC2} or {@code ELB}
 * @param healthCheckGraceSeconds how long after launch a failing check does not count
 * @param instanceWarmupSeconds how long a new instance takes until its metrics count
 * @param tags its tags, propagated to instances at launch
 */
public record AutoScalingGroup(
        String name,
        Ref<LaunchTemplate> launchTemplate,
        @Nullable Integer minSize,
        @Nullable Integer maxSize,
        @Nullable Integer desiredCapacity,
        Set<Ref<Subnet>> subnets,
        Set<Ref<TargetGroup>> targetGroups,
        String healthCheckType,
        int healthCheckGraceSeconds,
        int instanceWarmupSeconds,
        List<String> terminationPolicies,
        Tags tags)
        implements Spec {}
