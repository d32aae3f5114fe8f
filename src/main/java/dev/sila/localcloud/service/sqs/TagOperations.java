package dev.sila.localcloud.service.sqs;

import java.util.Map;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** The tags of queues. */
final class TagOperations {
    private final QueueStore store;

    TagOperations(QueueStore store) {
        this.store = store;
    }

    public TagQueueResponse tagQueue(TagQueueRequest request) {
        Queue queue = store.byUrl(request.queueUrl());
        Refusals.required("Tags", request.hasTags() ? "given" : null);
        check(request.tags());
        queue.tags.putAll(request.tags());
        return TagQueueResponse.builder().build();
    }

    public UntagQueueResponse untagQueue(UntagQueueRequest request) {
        Queue queue = store.byUrl(request.queueUrl());
        Refusals.required("TagKeys", request.hasTagKeys() ? "given" : null);
        request.tagKeys().forEach(queue.tags::remove);
        return UntagQueueResponse.builder().build();
    }

    public ListQueueTagsResponse listQueueTags(ListQueueTagsRequest request) {
        return ListQueueTagsResponse.builder().tags(store.byUrl(request.queueUrl()).tags).build();
    }

    /** Source: SQS developer guide, "Amazon SQS cost allocation tags". */
    static void check(Map<String, String> tags) {
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > 128 || key.startsWith("aws:")) {
                throw Refusals.invalid(
                        key, "TagKey", "Must have 1 to 128 characters and not begin with aws:");
            }
            if (value.length() > 256) {
                throw Refusals.invalid(value, "TagValue", "Must have at most 256 characters");
            }
        });
    }
}
