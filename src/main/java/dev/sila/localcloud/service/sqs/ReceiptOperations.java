package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.AwsFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;

/** What whoever received a message does with it. */
final class ReceiptOperations {
    private final QueueStore store;

    ReceiptOperations(QueueStore store) {
        this.store = store;
    }

    /** Deleting what is not there any more succeeds. */
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        delete(store.byUrl(request.queueUrl()), request.receiptHandle());
        return DeleteMessageResponse.builder().build();
    }

    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        Queue queue = store.byUrl(request.queueUrl());
        Batches.check(request.entries(), DeleteMessageBatchRequestEntry::id);
        List<DeleteMessageBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (DeleteMessageBatchRequestEntry entry : request.entries()) {
            try {
                delete(queue, entry.receiptHandle());
                successful.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
            } catch (AwsFailure refused) {
                failed.add(Batches.failed(entry.id(), refused));
            }
        }
        return DeleteMessageBatchResponse.builder().successful(successful).failed(failed).build();
    }

    public ChangeMessageVisibilityResponse changeMessageVisibility(
            ChangeMessageVisibilityRequest request) {
        hide(
                store.byUrl(request.queueUrl()),
                request.receiptHandle(),
                Refusals.required("VisibilityTimeout", request.visibilityTimeout()));
        return ChangeMessageVisibilityResponse.builder().build();
    }

    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request) {
        Queue queue = store.byUrl(request.queueUrl());
        Batches.check(request.entries(), ChangeMessageVisibilityBatchRequestEntry::id);
        List<ChangeMessageVisibilityBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (ChangeMessageVisibilityBatchRequestEntry entry : request.entries()) {
            try {
                hide(queue, entry.receiptHandle(), entry.visibilityTimeout());
                successful.add(
                        ChangeMessageVisibilityBatchResultEntry.builder().id(entry.id()).build());
            } catch (AwsFailure refused) {
                failed.add(Batches.failed(entry.id(), refused));
            }
        }
        return ChangeMessageVisibilityBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    private void delete(Queue queue, @Nullable String handle) {
        Optional<StoredMessage> found = received(queue, handle);
        if (queue.fifo() && found.filter(each -> !each.inFlight(store.now())).isPresent()) {
            throw Refusals.invalid(
                    String.valueOf(handle), "ReceiptHandle", "The receipt handle has expired");
        }
        found.ifPresent(queue.messages::remove);
        store.arrived.signalAll(); // the next of its group may go
    }

    private void hide(Queue queue, @Nullable String handle, @Nullable Integer seconds) {
        int timeout = Refusals.range("VisibilityTimeout", seconds, 0, 0, 43_200);
        Instant now = store.now();
        StoredMessage message =
                received(queue, handle)
                        .filter(each -> each.inFlight(now))
                        .orElseThrow(() ->
                                Refusals.prefixed(
                                        "MessageNotInflight",
                                        "The specified message isn't in flight."));
        message.visible = store.in(timeout);
        store.arrived.signalAll();
    }

    private static Optional<StoredMessage> received(Queue queue, @Nullable String handle) {
        String given = Refusals.required("ReceiptHandle", handle);
        boolean ours = false;
        try {
            ours = Tokens.read(given).startsWith(queue.name + " ");
        } catch (AwsFailure notBase64) {
            // Refused below, like any other text that is no handle of this queue.
        }
        if (!ours) {
            throw Refusals.invalidReceipt(given);
        }
        return queue.byHandle(given);
    }
}
