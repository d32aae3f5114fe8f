package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CloudWatch alarm on one metric of an autoscaling group.
 *
 * @param name unique in the account and region
 * @param group gives the dimension {@code AutoScalingGroupName}; null for a metric without
 *     dimensions
 * @param statistic {@code SampleCount}, {@code Average}, {@code Sum}, {@code Minimum} or {@code
 *     Maximum}
 * @param periodSeconds 10, 30 or a multiple of 60
 * @param evaluationPeriods how many periods in a row must breach
 * @param comparison such as {@code GreaterThanThreshold}
 * @param actions the policies that run when it goes off
 */
public record Alarm(
        String name,
        String description,
        String namespace,
        String metric,
        @Nullable Ref<AutoScalingGroup> group,
        String statistic,
        int periodSeconds,
        int evaluationPeriods,
        double threshold,
        String comparison,
        Set<Ref<ScalingPolicy>> actions,
        Tags tags)
        implements Spec {}
