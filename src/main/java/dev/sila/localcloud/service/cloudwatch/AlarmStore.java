package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Events;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** All alarms: evaluates them each period and on new data, and acts when they enter a state. */
final class AlarmStore {
    final Map<String, StoredAlarm> byName = new TreeMap<>();
    final AlarmHistory history = new AlarmHistory();
    private final Foundation foundation;
    private final Evaluation evaluation;

    AlarmStore(Foundation foundation, Evaluation evaluation) {
        this.foundation = foundation;
        this.evaluation = evaluation;
    }

    /** An alarm with its tags and its next evaluation. */
    static final class StoredAlarm {
        MetricAlarm alarm;
        Map<String, String> tags = new TreeMap<>();
        Timeline.Pending evaluations;
        Instant acted = Instant.MIN;

        private StoredAlarm(MetricAlarm alarm, Timeline.Pending evaluations) {
            this.alarm = alarm;
            this.evaluations = evaluations;
        }
    }

    /** Adds an alarm, or gives one that is there another configuration and leaves its state. */
    void put(MetricAlarm alarm, Map<String, String> tags) {
        String name = alarm.alarmName();
        Timeline.Pending evaluations =
                foundation
                        .timeline()
                        .every(Duration.ofSeconds(alarm.period()), () -> atPeriod(name));
        StoredAlarm stored = byName.get(name);
        if (stored == null) {
            StoredAlarm fresh = new StoredAlarm(alarm, evaluations);
            fresh.tags.putAll(tags);
            byName.put(name, fresh);
            record(name, HistoryItemType.CONFIGURATION_UPDATE, "Alarm \"" + name + "\" created");
        } else {
            stored.evaluations.cancel();
            stored.evaluations = evaluations;
            stored.alarm = alarm;
            record(name, HistoryItemType.CONFIGURATION_UPDATE, "Alarm \"" + name + "\" updated");
        }
    }

    void delete(String name) {
        StoredAlarm stored = byName.remove(name);
        if (stored != null) {
            stored.evaluations.cancel();
            record(name, HistoryItemType.CONFIGURATION_UPDATE, "Alarm \"" + name + "\" deleted");
        }
    }

    StoredAlarm named(String name) {
        StoredAlarm stored = byName.get(name);
        if (stored == null) {
            throw new AwsFailure(
                    "ResourceNotFound",
                    "Unknown alarm: the alarm " + name + " does not exist",
                    404);
        }
        return stored;
    }

    /** Looks at the alarms of a metric that has just got data. */
    void evaluate(SeriesKey metric) {
        for (StoredAlarm stored : List.copyOf(byName.values())) {
            if (Evaluation.metric(stored.alarm).equals(metric)) {
                evaluate(stored);
            }
        }
    }

    /** Puts an alarm into a state, and acts if it is another one than before. */
    void enter(StoredAlarm stored, StateValue state, String reason) {
        Instant now = foundation.timeline().now();
        StateValue before = stored.alarm.stateValue();
        MetricAlarm.Builder after =
                stored.alarm.toBuilder()
                        .stateValue(state)
                        .stateReason(reason)
                        .stateUpdatedTimestamp(now);
        if (state == before) {
            stored.alarm = after.build();
            return;
        }
        String beforeReason = stored.alarm.stateReason();
        stored.alarm = after.stateTransitionedTimestamp(now).build();
        history.state(stored.alarm, before, beforeReason, now);
        act(stored, actions(stored.alarm));
    }

    /** While it stays in ALARM, an alarm invokes Auto Scaling's policies again each period. */
    private void atPeriod(String name) {
        StoredAlarm stored = byName.get(name);
        if (stored == null) {
            return;
        }
        boolean was = stored.alarm.stateValue() == StateValue.ALARM;
        evaluate(stored);
        Instant again = stored.acted.plus(evaluation.period(stored.alarm));
        if (was
                && stored.alarm.stateValue() == StateValue.ALARM
                && !foundation.timeline().now().isBefore(again)) {
            act(
                    stored,
                    stored.alarm.alarmActions().stream()
                            .filter(each -> each.contains(":autoscaling:"))
                            .toList());
        }
    }

    private void evaluate(StoredAlarm stored) {
        evaluation
                .verdict(stored.alarm)
                .filter(verdict -> verdict.state() != stored.alarm.stateValue())
                .ifPresent(verdict -> enter(stored, verdict.state(), verdict.reason()));
    }

    private void act(StoredAlarm stored, List<String> actions) {
        MetricAlarm alarm = stored.alarm;
        stored.acted = foundation.timeline().now();
        if (!Boolean.TRUE.equals(alarm.actionsEnabled())) {
            return;
        }
        for (String action : actions) {
            record(alarm.alarmName(), HistoryItemType.ACTION, "Executed action " + action);
            foundation
                    .events()
                    .publish(
                            new Events.AlarmAction(
                                    alarm.alarmName(), alarm.stateValueAsString(), action));
        }
    }

    private static List<String> actions(MetricAlarm alarm) {
        return switch (alarm.stateValue()) {
            case OK -> alarm.okActions();
            case ALARM -> alarm.alarmActions();
            default -> alarm.insufficientDataActions();
        };
    }

    private void record(String name, HistoryItemType type, String summary) {
        history.add(name, type, summary, "{}", foundation.timeline().now());
    }
}
