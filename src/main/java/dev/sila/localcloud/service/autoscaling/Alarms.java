package dev.sila.localcloud.service.autoscaling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What policies need of CloudWatch. Called under the local cloud's lock. */
public interface Alarms {
    /** An alarm that has a policy as its action. */
    record Linked(String name, String arn) {}

    /** An alarm's last value and its threshold: their difference chooses a policy's step. */
    record Reading(double value, double threshold) {}

    /** A metric and how it is aggregated over a period of so many seconds. */
    record Metric(
            String namespace,
            String name,
            Map<String, String> dimensions,
            String statistic,
            @Nullable String unit,
            int period) {}

    /**
     * An alarm that a target tracking policy wants.
     *
     * @param above whether it goes off above the threshold, or below it
     * @param periods how many periods must breach
     */
    record Wanted(
            String name,
            String description,
            Metric metric,
            boolean above,
            double threshold,
            int periods,
            String actionArn) {}

    List<Linked> withAction(String policyArn);

    Optional<Reading> reading(String alarmName);

    /** {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}; empty if there is no such alarm. */
    Optional<String> state(String alarmName);

    /** Makes an alarm, or gives it another threshold. */
    void put(Wanted alarm);

    /** Deletes an alarm if it is still there. */
    void delete(String alarmName);

    /** Takes a deleted policy out of the actions of all alarms. */
    void dropAction(String policyArn);

    /** Records a measurement of a group at this moment. */
    void measured(String namespace, String name, Map<String, String> dimensions, double value);
}
