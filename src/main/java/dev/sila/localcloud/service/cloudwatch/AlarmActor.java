package dev.sila.localcloud.service.cloudwatch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.localcloud.Events;
import dev.sila.localcloud.Foundation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;

/** Tells the world that an alarm entered a state: its actions, its history, EventBridge. */
final class AlarmActor {
    private final Foundation foundation;
    private final AlarmHistory history;
    private final Actions actions;

    AlarmActor(Foundation foundation, AlarmHistory history, Actions actions) {
        this.foundation = foundation;
        this.history = history;
        this.actions = actions;
    }

    /** An alarm of either kind. */
    record Who(String name, AlarmType type, String arn) {}

    /** A state and why. */
    record State(String value, String reason) {}

    void changed(Who who, State before, State after) {
        Instant now = foundation.timeline().now();
        history.state(who, before, after, now);
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("alarmName", who.name());
        put(detail.putObject("state"), after).put("timestamp", now.toString());
        put(detail.putObject("previousState"), before);
        foundation
                .events()
                .publish(
                        new Events.ServiceEvent(
                                "aws.cloudwatch",
                                "CloudWatch Alarm State Change",
                                List.of(who.arn()),
                                detail.toString()));
    }

    void act(Who who, String state, List<String> arns, Actions.Notice notice) {
        for (String action : arns) {
            Optional<String> failure = actions.perform(action, notice);
            history.add(
                    who,
                    HistoryItemType.ACTION,
                    failure.map(reason ->
                                    "Failed to execute action "
                                            + action
                                            + ". Received error: \""
                                            + reason
                                            + "\"")
                            .orElse("Successfully executed action " + action),
                    "{}",
                    foundation.timeline().now());
            foundation.events().publish(new Events.AlarmAction(who.name(), state, action));
        }
    }

    private static ObjectNode put(ObjectNode node, State state) {
        return node.put("value", state.value()).put("reason", state.reason());
    }
}
