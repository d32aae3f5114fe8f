package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.sqs.Sending.Draft;
import dev.sila.localcloud.service.sqs.Sending.Sent;
import dev.sila.localcloud.wire.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Sends messages for clients. */
final class SendOperations {
    private static final int LONGEST_BATCH = 1_048_576;
    private static final String TRACE = "AWSTraceHeader";

    private final QueueStore store;
    private final Sending sending;

    SendOperations(QueueStore store, Sending sending) {
        this.store = store;
        this.sending = sending;
    }

    public SendMessageResponse sendMessage(SendMessageRequest request, Caller caller) {
        Queue queue = store.byUrl(request.queueUrl());
        Draft draft =
                new Draft(
                        request.messageBody(),
                        request.delaySeconds(),
                        request.messageAttributes(),
                        trace(request.messageSystemAttributesAsStrings()),
                        request.messageGroupId(),
                        request.messageDeduplicationId());
        Sent sent = sending.send(queue, draft, caller.accessKeyId());
        return SendMessageResponse.builder()
                .messageId(sent.messageId())
                .md5OfMessageBody(Digest.md5(request.messageBody()))
                .md5OfMessageAttributes(digest(request.messageAttributes()))
                .md5OfMessageSystemAttributes(digest(plain(draft.traceHeader())))
                .sequenceNumber(sent.sequenceNumber())
                .build();
    }

    /** Each entry succeeds or fails on its own. */
    public SendMessageBatchResponse sendMessageBatch(
            SendMessageBatchRequest request, Caller caller) {
        Queue queue = store.byUrl(request.queueUrl());
        Batches.check(request.entries(), SendMessageBatchRequestEntry::id);
        int size =
                request.entries().stream()
                        .map(SendOperations::draft)
                        .mapToInt(MessageRules::size)
                        .sum();
        if (size > LONGEST_BATCH) {
            throw Refusals.prefixed(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
                            .formatted(LONGEST_BATCH, size));
        }
        List<SendMessageBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            try {
                Sent sent = sending.send(queue, draft(entry), caller.accessKeyId());
                successful.add(result(entry, sent));
            } catch (AwsFailure refused) {
                failed.add(Batches.failed(entry.id(), refused));
            }
        }
        return SendMessageBatchResponse.builder().successful(successful).failed(failed).build();
    }

    private static SendMessageBatchResultEntry result(
            SendMessageBatchRequestEntry entry, Sent sent) {
        return SendMessageBatchResultEntry.builder()
                .id(entry.id())
                .messageId(sent.messageId())
                .md5OfMessageBody(Digest.md5(entry.messageBody()))
                .md5OfMessageAttributes(digest(entry.messageAttributes()))
                .md5OfMessageSystemAttributes(digest(plain(draft(entry).traceHeader())))
                .sequenceNumber(sent.sequenceNumber())
                .build();
    }

    private static Draft draft(SendMessageBatchRequestEntry entry) {
        return new Draft(
                entry.messageBody(),
                entry.delaySeconds(),
                entry.messageAttributes(),
                trace(entry.messageSystemAttributesAsStrings()),
                entry.messageGroupId(),
                entry.messageDeduplicationId());
    }

    private static @Nullable String trace(Map<String, MessageSystemAttributeValue> system) {
        for (Map.Entry<String, MessageSystemAttributeValue> each : system.entrySet()) {
            MessageSystemAttributeValue value = each.getValue();
            if (!each.getKey().equals(TRACE) || !"String".equals(value.dataType())) {
                throw new AwsFailure(
                        "InvalidParameterValue",
                        "Message system attribute name '" + each.getKey() + "' is invalid.");
            }
            return value.stringValue();
        }
        return null;
    }

    private static Map<String, MessageAttributeValue> plain(@Nullable String trace) {
        return trace == null
                ? Map.of()
                : Map.of(
                        TRACE,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(trace)
                                .build());
    }

    private static @Nullable String digest(Map<String, MessageAttributeValue> attributes) {
        return attributes.isEmpty() ? null : Digest.md5(attributes);
    }
}
