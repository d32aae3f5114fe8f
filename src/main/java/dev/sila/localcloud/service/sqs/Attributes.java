package dev.sila.localcloud.service.sqs;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** Reads and sets what a queue is like. */
final class Attributes {
    private static final Set<String> DOCUMENTS =
            Set.of(
                    QueueAttributes.POLICY,
                    QueueAttributes.REDRIVE_POLICY,
                    QueueAttributes.ALLOW_POLICY,
                    "KmsMasterKeyId");

    private final QueueStore store;

    Attributes(QueueStore store) {
        this.store = store;
    }

    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        Queue queue = store.byUrl(request.queueUrl());
        Map<String, String> all = all(queue);
        Map<String, String> wanted = new TreeMap<>();
        for (String name : request.attributeNamesAsStrings()) {
            if (name.equals("All")) {
                wanted.putAll(all);
            } else if (QueueAttributeName.fromValue(name)
                    == QueueAttributeName.UNKNOWN_TO_SDK_VERSION) {
                throw Refusals.unknownAttribute(name);
            } else if (all.containsKey(name)) {
                wanted.put(name, all.get(name));
            }
        }
        return GetQueueAttributesResponse.builder().attributesWithStrings(wanted).build();
    }

    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
        Queue queue = store.byUrl(request.queueUrl());
        Refusals.required("Attributes", request.hasAttributes() ? "given" : null);
        Map<String, String> given = request.attributesAsStrings();
        QueueAttributes.check(given, queue.fifo());
        if (given.containsKey("FifoQueue")) {
            throw Refusals.unknownAttribute("FifoQueue");
        }
        set(queue, given);
        queue.modified = store.now();
        return SetQueueAttributesResponse.builder().build();
    }

    /** Sets attributes that were checked one by one, after checking what they mean together. */
    void set(Queue queue, Map<String, String> given) {
        Map<String, String> after = new TreeMap<>(queue.attributes);
        after.putAll(given);
        DOCUMENTS.forEach(name -> after.remove(name, ""));
        if (!given.getOrDefault("KmsMasterKeyId", "").isEmpty()) {
            after.put("SqsManagedSseEnabled", "false");
        }
        QueueAttributes.checkWhole(after);
        String policy = given.getOrDefault(QueueAttributes.REDRIVE_POLICY, "");
        if (!policy.isEmpty()) {
            checkTarget(queue, policy);
        }
        queue.attributes.clear();
        queue.attributes.putAll(after);
    }

    private void checkTarget(Queue source, String policy) {
        String name = QueueAttributes.REDRIVE_POLICY;
        Redrive redrive = Redrive.parse(policy);
        Queue target =
                store.byArn(redrive.deadLetterTargetArn())
                        .orElseThrow(() ->
                                Refusals.invalid(
                                        policy, name, "Dead letter target does not exist"));
        if (target.fifo() != source.fifo()) {
            throw Refusals.invalid(
                    policy, name, "Dead letter queue must be same type of queue as the source");
        }
        String allow = target.attributes.getOrDefault(QueueAttributes.ALLOW_POLICY, "{}");
        if (!Redrive.allows(allow, source.arn)) {
            throw Refusals.invalid(
                    policy,
                    name,
                    "Dead letter queue does not allow this queue to be its source, by its"
                            + " RedriveAllowPolicy");
        }
    }

    private Map<String, String> all(Queue queue) {
        Map<String, String> all = new TreeMap<>(queue.attributes);
        long hidden = queue.inFlight(store.now());
        long delayed = queue.delayed(store.now());
        all.put("QueueArn", queue.arn);
        all.put("CreatedTimestamp", Long.toString(queue.created.getEpochSecond()));
        all.put("LastModifiedTimestamp", Long.toString(queue.modified.getEpochSecond()));
        all.put(
                "ApproximateNumberOfMessages",
                Long.toString(queue.messages.size() - hidden - delayed));
        all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(hidden));
        all.put("ApproximateNumberOfMessagesDelayed", Long.toString(delayed));
        return all;
    }
}
