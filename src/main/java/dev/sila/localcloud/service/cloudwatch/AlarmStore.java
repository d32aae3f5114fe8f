package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** All alarms: evaluates them each period and on new data, and acts when they enter a state. */
final class AlarmStore {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    final Map<String, StoredAlarm> byName = new TreeMap<>();
    final AlarmHistory history = new AlarmHistory();
    final CompositeStore composites;
    private final Foundation foundation;
    private final Evaluation evaluation;
    private final AlarmNotices notices;
    private final AlarmActor actor;

    AlarmStore(Foundation foundation, Evaluation evaluation, Actions actions) {
        this.foundation = foundation;
        this.evaluation = evaluation;
        notices = new AlarmNotices(foundation);
        actor = new AlarmActor(foundation, history, actions);
        composites = new CompositeStore(foundation, actor, notices);
    }

    /** The state of an alarm of either kind; empty if there is none of that name. */
    String state(String name) {
        StoredAlarm metric = byName.get(name);
        CompositeStore.StoredComposite composite = composites.byName.get(name);
        return metric != null
                ? metric.alarm.stateValueAsString()
                : composite != null ? composite.alarm.stateValueAsString() : "";
    }

    /** Whether there is an alarm of either kind of that name. */
    boolean exists(String name) {
        return byName.containsKey(name) || composites.byName.containsKey(name);
    }

    /** An alarm with its tags and its next evaluation. */
    static final class StoredAlarm {
        MetricAlarm alarm;
        Map<String, String> tags = new TreeMap<>();
        Timeline.Pending evaluations;
        Instant acted = Instant.MIN;

        AlarmActor.Who who() {
            return new AlarmActor.Who(alarm.alarmName(), AlarmType.METRIC_ALARM, alarm.alarmArn());
        }

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
                        .every(Duration.ofSeconds(Evaluation.seconds(alarm)), () -> atPeriod(name));
        StoredAlarm stored = byName.get(name);
        if (stored == null) {
            StoredAlarm fresh = new StoredAlarm(alarm, evaluations);
            fresh.tags.putAll(tags);
            byName.put(name, fresh);
            record(fresh, "created");
        } else {
            stored.evaluations.cancel();
            stored.evaluations = evaluations;
            stored.alarm = alarm;
            record(stored, "updated");
        }
    }

    void delete(String name) {
        StoredAlarm stored = byName.remove(name);
        if (stored != null) {
            stored.evaluations.cancel();
            record(stored, "deleted");
        }
        CompositeStore.StoredComposite composite = composites.byName.remove(name);
        if (composite != null) {
            history.add(
                    composite.who(),
                    HistoryItemType.CONFIGURATION_UPDATE,
                    "Alarm \"" + name + "\" deleted",
                    "{}",
                    foundation.timeline().now());
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
            if (Evaluation.metrics(stored.alarm).contains(metric)) {
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
        actor.changed(
                stored.who(),
                new AlarmActor.State(before.toString(), beforeReason),
                new AlarmActor.State(state.toString(), reason));
        act(stored, before, actions(stored.alarm));
        composites.follow(stored.alarm.alarmName(), this::state);
    }

    private void atPeriod(String name) {
        StoredAlarm stored = byName.get(name);
        if (stored != null) {
            evaluate(stored);
        }
    }

    /**
     * "For Auto Scaling actions, the alarm continues to invoke the action once per minute that the
     * alarm remains in the new state" (CloudWatch user guide, "Using Amazon CloudWatch alarms").
     */
    private void again(StoredAlarm stored) {
        Instant acted = stored.acted;
        foundation
                .timeline()
                .after(
                        AGAIN,
                        () -> {
                            boolean same =
                                    byName.get(stored.alarm.alarmName()) == stored
                                            && stored.acted.equals(acted);
                            List<String> scaling = scaling(stored.alarm);
                            if (same && !scaling.isEmpty()) {
                                act(stored, stored.alarm.stateValue(), scaling);
                            }
                        });
    }

    private static List<String> scaling(MetricAlarm alarm) {
        return actions(alarm).stream().filter(each -> each.contains(":autoscaling:")).toList();
    }

    private void evaluate(StoredAlarm stored) {
        evaluation
                .verdict(stored.alarm)
                .filter(verdict -> verdict.state() != stored.alarm.stateValue())
                .ifPresent(verdict -> enter(stored, verdict.state(), verdict.reason()));
    }

    private void act(StoredAlarm stored, StateValue before, List<String> actions) {
        MetricAlarm alarm = stored.alarm;
        stored.acted = foundation.timeline().now();
        if (Boolean.TRUE.equals(alarm.actionsEnabled())) {
            actor.act(stored.who(), alarm.stateValueAsString(), actions, notices.of(alarm, before));
        }
        if (!scaling(alarm).isEmpty()) {
            again(stored);
        }
    }

    private static List<String> actions(MetricAlarm alarm) {
        return switch (alarm.stateValue()) {
            case OK -> alarm.okActions();
            case ALARM -> alarm.alarmActions();
            default -> alarm.insufficientDataActions();
        };
    }

    private void record(StoredAlarm stored, String what) {
        history.add(
                stored.who(),
                HistoryItemType.CONFIGURATION_UPDATE,
                "Alarm \"" + stored.alarm.alarmName() + "\" " + what,
                "{}",
                foundation.timeline().now());
    }
}
