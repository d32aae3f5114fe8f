package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import org.jspecify.annotations.Nullable;

/**
 * A simple scaling policy of an autoscaling group.
 *
 * @param name the group's spec name, a slash and the policy's own name
 * @param policyName the policy's own name, such as {@code up}
 * @param adjustmentType {@code ChangeInCapacity}, {@code PercentChangeInCapacity} or {@code
 *     ExactCapacity}
 * @param minAdjustment the least number of instances that a percentage moves; null for the other
 *     types
 * @param cooldownSeconds how long the group rests before a simple policy may act again
 */
public record ScalingPolicy(
        String name,
        Ref<AutoScalingGroup> group,
        String policyName,
        String adjustmentType,
        int adjustment,
        @Nullable Integer minAdjustment,
        int cooldownSeconds)
        implements Spec {}
