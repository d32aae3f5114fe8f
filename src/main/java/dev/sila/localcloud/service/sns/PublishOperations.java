package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.sns.Publishing.Draft;
import dev.sila.localcloud.service.sns.Publishing.Published;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** Publishes for clients. */
final class PublishOperations {
    private static final int MOST = 10;

    private final TopicStore store;
    private final Publishing publishing;

    PublishOperations(TopicStore store, Publishing publishing) {
        this.store = store;
        this.publishing = publishing;
    }

    public PublishResponse publish(PublishRequest request) {
        if (request.phoneNumber() != null) {
            throw Refusals.invalid("PhoneNumber Reason: the local cloud sends no text messages");
        }
        if (request.topicArn() != null && request.targetArn() != null) {
            throw Refusals.invalid("Please choose only one of TopicArn, TargetArn or PhoneNumber");
        }
        if (request.topicArn() == null && request.targetArn() == null) {
            throw Refusals.invalid("TopicArn or TargetArn Reason: no value for required parameter");
        }
        Topic topic =
                request.topicArn() == null
                        ? store.topic("TargetArn", request.targetArn())
                        : store.topic(request.topicArn());
        Draft draft =
                new Draft(
                        request.message(),
                        request.subject(),
                        request.messageStructure(),
                        request.messageAttributes(),
                        request.messageGroupId(),
                        request.messageDeduplicationId());
        Published published = publishing.publish(topic, draft);
        return PublishResponse.builder()
                .messageId(published.messageId())
                .sequenceNumber(published.sequenceNumber())
                .build();
    }

    /** Each entry succeeds or fails on its own. */
    public PublishBatchResponse publishBatch(PublishBatchRequest request) {
        Topic topic = store.topic(request.topicArn());
        check(request.publishBatchRequestEntries());
        List<PublishBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (PublishBatchRequestEntry entry : request.publishBatchRequestEntries()) {
            try {
                Published published = publishing.publish(topic, draft(entry));
                successful.add(
                        PublishBatchResultEntry.builder()
                                .id(entry.id())
                                .messageId(published.messageId())
                                .sequenceNumber(published.sequenceNumber())
                                .build());
            } catch (AwsFailure refused) {
                failed.add(
                        BatchResultErrorEntry.builder()
                                .id(entry.id())
                                .code(refused.code())
                                .message(refused.getMessage())
                                .senderFault(true)
                                .build());
            }
        }
        return PublishBatchResponse.builder().successful(successful).failed(failed).build();
    }

    private static Draft draft(PublishBatchRequestEntry entry) {
        return new Draft(
                entry.message(),
                entry.subject(),
                entry.messageStructure(),
                entry.messageAttributes(),
                entry.messageGroupId(),
                entry.messageDeduplicationId());
    }

    private static void check(List<PublishBatchRequestEntry> entries) {
        if (entries.isEmpty()) {
            throw new AwsFailure(
                    "EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MOST) {
            throw new AwsFailure(
                    "TooManyEntriesInBatchRequest",
                    "The batch request contains more entries than permissible.");
        }
        Set<String> ids = new HashSet<>();
        int size = 0;
        for (PublishBatchRequestEntry entry : entries) {
            String id = Refusals.required("PublishBatchRequestEntries.member.Id", entry.id());
            if (!id.matches("[\\w-]{1,80}")) {
                throw new AwsFailure(
                        "InvalidBatchEntryId",
                        "The Id of a batch entry in a batch request doesn't abide by the"
                                + " specification.");
            }
            if (!ids.add(id)) {
                throw new AwsFailure(
                        "BatchEntryIdsNotDistinct",
                        "Two or more batch entries in the request have the same Id.");
            }
            size += Publishing.size(draft(entry));
        }
        if (size > Publishing.LONGEST) {
            throw new AwsFailure(
                    "BatchRequestTooLong",
                    "The length of all the batch messages put together is more than the limit.");
        }
    }
}
