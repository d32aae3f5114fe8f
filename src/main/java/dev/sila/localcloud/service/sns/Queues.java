package dev.sila.localcloud.service.sns;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** What SNS needs of the queues that it delivers to. Called under the local cloud's lock. */
public interface Queues {
    /**
     * A message for a queue.
     *
     * @param attributes of the message, for raw delivery; else none
     * @param group null for messages of standard topics
     * @param deduplicationId null for messages of standard topics
     */
    record Delivery(
            String body,
            Map<String, MessageAttributeValue> attributes,
            @Nullable String group,
            @Nullable String deduplicationId) {}

    /**
     * Delivers, if the queue's policy lets the topic.
     *
     * @return why not, or nothing if it was delivered
     */
    Optional<String> deliver(String queueArn, String topicArn, Delivery delivery);
}
