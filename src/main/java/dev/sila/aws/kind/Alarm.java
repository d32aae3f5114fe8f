package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CloudWatch alarm on one metric.
 *
 * @param name unique in the account and region
 * @param part the part of the environment that it belongs to: a hostclass, or another watched thing
 * @param dimensions what tells the metric from others of its name
 * @param statistic {@code SampleCount}, {@code Average}, {@code Sum}, {@code Minimum} or {@code
 *     Maximum}
 * @param periodSeconds 10, 20, 30 or a multiple of 60
 * @param evaluationPeriods how many periods in a row must breach
 * @param comparison such as {@code GreaterThanThreshold}
 * @param missingData what a period without data counts as: {@code missing}, {@code breaching},
 *     {@code notBreaching} or {@code ignore}; null: left as it is
 * @param actions the policies that run when it goes off
 * @param alarmTopics where it tells that it goes off; null: left as it is
 * @param okTopics where it tells that all is well again; null: left as it is
 */
public record Alarm(
        String name,
        String part,
        String description,
        String namespace,
        String metric,
        Set<Dimension> dimensions,
        String statistic,
        int periodSeconds,
        int evaluationPeriods,
        double threshold,
        String comparison,
        @Nullable String missingData,
        Set<Ref<ScalingPolicy>> actions,
        @Nullable Set<Ref<Topic>> alarmTopics,
        @Nullable Set<Ref<Topic>> okTopics)
        implements Spec {}
