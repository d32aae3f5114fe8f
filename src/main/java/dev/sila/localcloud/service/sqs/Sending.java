package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.sqs.StoredMessage.Outline;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Puts messages into queues, for clients and for other services. */
final class Sending {
    /** Five minutes, as AWS counts them. */
    private static final int DEDUPLICATION = 300;

    private final QueueStore store;

    Sending(QueueStore store) {
        this.store = store;
    }

    /**
     * A message as its sender gives it.
     *
     * @param delaySeconds null for the queue's
     * @param traceHeader null for none
     */
    record Draft(
            @Nullable String body,
            @Nullable Integer delaySeconds,
            Map<String, MessageAttributeValue> attributes,
            @Nullable String traceHeader,
            @Nullable String group,
            @Nullable String deduplicationId) {}

    /** What the sender is told. */
    record Sent(String messageId, @Nullable String sequenceNumber) {}

    /**
     * Takes a message in. A FIFO queue takes one that it took within five minutes as sent, and
     * leaves it out.
     */
    Sent send(Queue queue, Draft draft, String sender) {
        MessageRules.check(queue, draft);
        Map<String, String> system = new HashMap<>();
        system.put("SenderId", sender);
        if (draft.traceHeader() != null) {
            system.put("AWSTraceHeader", draft.traceHeader());
        }
        if (draft.group() != null) {
            system.put("MessageGroupId", draft.group());
        }
        String body = String.valueOf(draft.body());
        if (!queue.fifo()) {
            return new Sent(add(queue, draft, new Outline(body, draft.attributes(), system)), null);
        }
        String deduplication = deduplication(queue, draft, body);
        boolean perGroup = "messageGroup".equals(queue.attributes.get("DeduplicationScope"));
        String key = perGroup ? draft.group() + "\n" + deduplication : deduplication;
        queue.expire(store.now());
        Queue.Duplicate before = queue.duplicates.get(key);
        if (before != null) {
            return new Sent(before.messageId(), before.sequenceNumber());
        }
        String sequence = "%020d".formatted(queue.sequence += 256);
        system.put("MessageDeduplicationId", deduplication);
        system.put("SequenceNumber", sequence);
        String id = add(queue, draft, new Outline(body, draft.attributes(), system));
        queue.duplicates.put(key, new Queue.Duplicate(store.in(DEDUPLICATION), id, sequence));
        return new Sent(id, sequence);
    }

    private static String deduplication(Queue queue, Draft draft, String body) {
        if (draft.deduplicationId() != null) {
            return draft.deduplicationId();
        }
        if (!queue.flag("ContentBasedDeduplication")) {
            throw new AwsFailure(
                    "InvalidParameterValue",
                    "The queue should either have ContentBasedDeduplication enabled or"
                            + " MessageDeduplicationId provided explicitly");
        }
        return Digest.sha256(body);
    }

    private String add(Queue queue, Draft draft, Outline outline) {
        Integer own = draft.delaySeconds();
        int delay = own == null ? queue.number("DelaySeconds") : own;
        String id = store.foundation.identity().uuid();
        store.add(
                queue,
                new StoredMessage(
                        id,
                        outline,
                        store.now(),
                        store.in(delay),
                        store.in(queue.number("MessageRetentionPeriod"))));
        return id;
    }
}
