package dev.sila.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A metric that is watched, and who is told.
 *
 * @param where the place of its section
 * @param team whose it is; empty for nobody's in particular
 * @param namespace of the metric, such as {@code AWS/EC2}
 * @param metric the metric's name as the section has it
 * @param source what the metric is about
 * @param statistic {@code SampleCount}, {@code Average}, {@code Sum}, {@code Minimum} or {@code
 *     Maximum}
 * @param periodSeconds over how long one value of the statistic is taken
 * @param periods how many values in a row must be beyond the threshold
 * @param max above it there is an alarm; null: no such alarm
 * @param min below it there is an alarm; null: no such alarm
 * @param level {@code critical} or {@code info}
 * @param missingData what a period without data counts as, in CloudWatch's words; null: unsaid
 * @param maxPolicy the scaling policy that runs above the maximum, or null
 * @param minPolicy the scaling policy that runs below the minimum, or null
 */
public record Watch(
        String where,
        String team,
        String namespace,
        String metric,
        Source source,
        String statistic,
        int periodSeconds,
        int periods,
        @Nullable Double max,
        @Nullable Double min,
        String level,
        @Nullable String missingData,
        @Nullable String maxPolicy,
        @Nullable String minPolicy) {

    /** What metrics are about; it decides on their dimensions. */
    public enum Source {
        /** A hostclass's autoscaling group. */
        GROUP,
        /** What hosts report themselves, by environment and hostclass. */
        CUSTOM,
        /** What CloudWatch reads from a hostclass's logs. */
        LOG,
        /** A hostclass's load balancer; the namespace says of which type. */
        BALANCER,
        /** A database. */
        DATABASE,
        /** A search domain. */
        SEARCH
    }

    /**
     * The name of the topic that is told: {@code team_environment_level}, or without the team. Keys
     * of files ignore case, so topics are in lower case.
     */
    public String topic(String environment) {
        String prefix = team.isEmpty() ? "" : team + "_";
        return (prefix + environment + "_" + level).toLowerCase(Locale.ROOT);
    }
}
