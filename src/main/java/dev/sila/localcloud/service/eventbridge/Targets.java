package dev.sila.localcloud.service.eventbridge;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where rules send events. Called under the local cloud's lock. */
public interface Targets {
    /**
     * What a rule sends.
     *
     * @param group the message group, for FIFO queues; else null
     */
    record Delivery(String targetArn, String ruleArn, String body, @Nullable String group) {}

    /**
     * Sends, if the target's policy lets the rule.
     *
     * @return why not, or nothing if it was sent
     */
    Optional<String> send(Delivery delivery);
}
