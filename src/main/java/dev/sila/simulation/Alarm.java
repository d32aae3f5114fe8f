package dev.sila.simulation;

import java.time.Duration;

/**
 * An alarm that lets a policy act.
 *
 * @param name as people know it
 * @param policy the name of the policy that is its action
 * @param period over how long each of its data points is taken, whole seconds
 * @param evaluationPeriods how many data points are looked at
 * @param datapointsToAlarm how many of them must be beyond the threshold
 */
public record Alarm(
        String name,
        String policy,
        Statistic statistic,
        Comparison comparison,
        double threshold,
        Duration period,
        int evaluationPeriods,
        int datapointsToAlarm,
        MissingData missingData) {

    public Alarm {
        boolean wholes =
                period.isPositive() && period.equals(Duration.ofSeconds(period.toSeconds()));
        if (!wholes || datapointsToAlarm < 1 || evaluationPeriods < datapointsToAlarm) {
            throw new IllegalArgumentException("No alarm: " + name);
        }
    }

    /** An alarm whose data points must all be beyond the threshold; missing ones are left out. */
    public static Alarm simple(
            String name,
            String policy,
            Comparison comparison,
            double threshold,
            int periodSeconds,
            int evaluations) {
        return new Alarm(
                name,
                policy,
                Statistic.AVERAGE,
                comparison,
                threshold,
                Duration.ofSeconds(periodSeconds),
                evaluations,
                evaluations,
                MissingData.MISSING);
    }

    /** What it waits for, such as {@code > 80 for 2 x 300 s}. */
    public String words() {
        String many =
                datapointsToAlarm == evaluationPeriods
                        ? String.valueOf(evaluationPeriods)
                        : datapointsToAlarm + " of " + evaluationPeriods;
        return "%s %s for %s x %d s"
                .formatted(comparison.sign(), Numbers.text(threshold), many, period.toSeconds());
    }
}
