package dev.sila.localcloud.service.cloudwatch;

import java.util.Map;
import java.util.Optional;

/** What alarms do when they enter a state. Called under the local cloud's lock. */
public interface Actions {
    /**
     * What an alarm has to say.
     *
     * @param message the JSON document that CloudWatch sends to topics
     * @param dimensions of the alarm's metric; the instance that EC2 actions act on is among them
     */
    record Notice(String alarmArn, String subject, String message, Map<String, String> dimensions) {
        public Notice {
            dimensions = Map.copyOf(dimensions);
        }
    }

    /**
     * Performs an action.
     *
     * @param action its ARN
     * @return why it failed; empty if it was done, or if whoever owns it hears of it by {@code
     *     Events.AlarmAction}
     */
    Optional<String> perform(String action, Notice notice);
}
