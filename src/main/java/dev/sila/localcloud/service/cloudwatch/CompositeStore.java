package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.cloudwatch.AlarmActor.State;
import dev.sila.localcloud.service.cloudwatch.AlarmActor.Who;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** All composite alarms. They follow the states of the alarms in their rules at once. */
final class CompositeStore {
    final Map<String, StoredComposite> byName = new TreeMap<>();
    private final Foundation foundation;
    private final AlarmActor actor;
    private final AlarmNotices notices;

    CompositeStore(Foundation foundation, AlarmActor actor, AlarmNotices notices) {
        this.foundation = foundation;
        this.actor = actor;
        this.notices = notices;
    }

    /** A composite alarm with its tags and its rule as it was understood. */
    static final class StoredComposite {
        CompositeAlarm alarm;
        CompositeRule rule;
        Map<String, String> tags = new TreeMap<>();

        StoredComposite(CompositeAlarm alarm, CompositeRule rule) {
            this.alarm = alarm;
            this.rule = rule;
        }

        Who who() {
            return new Who(alarm.alarmName(), AlarmType.COMPOSITE_ALARM, alarm.alarmArn());
        }
    }

    /** Looks at the rules that name an alarm whose state has changed. */
    void follow(String child, Function<String, String> states) {
        for (StoredComposite each : List.copyOf(byName.values())) {
            if (each.rule.children().contains(child)) {
                evaluate(each, states);
            }
        }
    }

    void evaluate(StoredComposite stored, Function<String, String> states) {
        boolean holds = stored.rule.holds(states);
        StateValue state = holds ? StateValue.ALARM : StateValue.OK;
        String reason =
                "The rule %s is %s".formatted(stored.alarm.alarmRule(), holds ? "true" : "false");
        if (stored.alarm.stateValue() != state) {
            enter(stored, state, reason, states);
        }
    }

    /** Puts an alarm into a state, and acts if it is another one than before. */
    void enter(
            StoredComposite stored,
            StateValue state,
            String reason,
            Function<String, String> states) {
        Instant now = foundation.timeline().now();
        CompositeAlarm before = stored.alarm;
        CompositeAlarm.Builder after =
                before.toBuilder().stateValue(state).stateReason(reason).stateUpdatedTimestamp(now);
        if (state == before.stateValue()) {
            stored.alarm = after.build();
            return;
        }
        stored.alarm = after.stateTransitionedTimestamp(now).build();
        actor.changed(
                stored.who(),
                new State(before.stateValueAsString(), before.stateReason()),
                new State(state.toString(), reason));
        if (Boolean.TRUE.equals(stored.alarm.actionsEnabled())) {
            actor.act(
                    stored.who(),
                    state.toString(),
                    actions(stored.alarm),
                    notices.of(stored.alarm, before.stateValue()));
        }
        follow(stored.alarm.alarmName(), states);
    }

    private static List<String> actions(CompositeAlarm alarm) {
        return switch (alarm.stateValue()) {
            case OK -> alarm.okActions();
            case ALARM -> alarm.alarmActions();
            default -> alarm.insufficientDataActions();
        };
    }
}
