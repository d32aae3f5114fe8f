package dev.sila.localcloud.service.sqs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A message in a queue. */
final class StoredMessage {
    final String id;
    final Outline outline;
    Instant sent;
    Instant visible;
    Instant expires;
    int received;
    @Nullable Instant firstReceived;

    /** The handle of the latest receipt; null before the first. */
    @Nullable String handle;

    /** The queue that it comes from, if it was moved to a dead-letter queue. */
    @Nullable String deadFrom;

    /**
     * What its sender gave.
     *
     * @param systemAttributes such as {@code AWSTraceHeader}, and what SQS adds: {@code SenderId}
     *     and, where there are, group, deduplication ID and sequence number
     */
    record Outline(
            String body,
            Map<String, MessageAttributeValue> attributes,
            Map<String, String> systemAttributes) {
        Outline {
            attributes = Map.copyOf(attributes);
            systemAttributes = Map.copyOf(systemAttributes);
        }

        @Nullable String group() {
            return systemAttributes.get("MessageGroupId");
        }
    }

    StoredMessage(String id, Outline outline, Instant sent, Instant visible, Instant expires) {
        this.id = id;
        this.outline = outline;
        this.sent = sent;
        this.visible = visible;
        this.expires = expires;
    }

    /** Whether somebody has it at the moment. */
    boolean inFlight(Instant now) {
        return handle != null && visible.isAfter(now);
    }
}
