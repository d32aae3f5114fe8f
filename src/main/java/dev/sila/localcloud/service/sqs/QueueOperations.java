package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;

/** Makes, lists, empties and deletes queues. */
final class QueueOperations {
    private static final int MOST_LISTED = 1000;

    /** AWS's time before a name may be used again, and before a queue may be purged again. */
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final QueueStore store;
    private final Attributes attributes;

    QueueOperations(QueueStore store, Attributes attributes) {
        this.store = store;
        this.attributes = attributes;
    }

    public CreateQueueResponse createQueue(CreateQueueRequest request) {
        Map<String, String> given = new TreeMap<>(request.attributesAsStrings());
        String name = name(request.queueName(), "true".equals(given.get("FifoQueue")));
        QueueAttributes.check(given, name.endsWith(".fifo"));
        Queue there = store.byName.get(name);
        if (there != null) {
            return created(same(there, given));
        }
        Instant free = store.deleted.get(name);
        if (free != null && free.isAfter(store.now())) {
            throw Refusals.prefixed(
                    "QueueDeletedRecently",
                    "You must wait 60 seconds after deleting a queue before you can create another"
                            + " with the same name.");
        }
        TagOperations.check(request.tags());
        Queue queue =
                new Queue(
                        name,
                        store.foundation.realm().arn("sqs", name),
                        store.now(),
                        QueueAttributes.standard(name.endsWith(".fifo")));
        attributes.set(queue, given);
        queue.tags.putAll(request.tags());
        store.byName.put(name, queue);
        return created(queue);
    }

    /** Messages go with it; its name is free again after a minute. */
    public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
        Queue queue = store.byUrl(request.queueUrl());
        store.byName.remove(queue.name);
        store.deleted.put(queue.name, store.in((int) MINUTE.toSeconds()));
        store.arrived.signalAll();
        return DeleteQueueResponse.builder().build();
    }

    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        String owner = request.queueOwnerAWSAccountId();
        Queue queue = store.byName.get(Refusals.required("QueueName", request.queueName()));
        if (queue == null || (owner != null && !owner.equals(store.foundation.realm().account()))) {
            throw Refusals.noQueue();
        }
        return GetQueueUrlResponse.builder().queueUrl(store.url(queue)).build();
    }

    public ListQueuesResponse listQueues(ListQueuesRequest request) {
        String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        List<Queue> found =
                store.byName.values().stream()
                        .filter(each -> each.name.startsWith(prefix))
                        .toList();
        Listed page = page(found, request.maxResults(), request.nextToken());
        return ListQueuesResponse.builder()
                .queueUrls(page.urls().isEmpty() ? null : page.urls())
                .nextToken(page.next())
                .build();
    }

    public ListDeadLetterSourceQueuesResponse listDeadLetterSourceQueues(
            ListDeadLetterSourceQueuesRequest request) {
        String arn = store.byUrl(request.queueUrl()).arn;
        List<Queue> found =
                store.byName.values().stream()
                        .filter(each ->
                                each.redrive()
                                        .filter(to -> to.deadLetterTargetArn().equals(arn))
                                        .isPresent())
                        .toList();
        Listed page = page(found, request.maxResults(), request.nextToken());
        return ListDeadLetterSourceQueuesResponse.builder()
                .queueUrls(page.urls())
                .nextToken(page.next())
                .build();
    }

    public PurgeQueueResponse purgeQueue(PurgeQueueRequest request) {
        Queue queue = store.byUrl(request.queueUrl());
        if (queue.purged != null && queue.purged.isAfter(store.now())) {
            throw Refusals.prefixed(
                    "PurgeQueueInProgress",
                    "Only one PurgeQueue operation on "
                            + queue.name
                            + " is allowed every 60 seconds.");
        }
        queue.purged = store.in((int) MINUTE.toSeconds());
        queue.messages.clear();
        return PurgeQueueResponse.builder().build();
    }

    private CreateQueueResponse created(Queue queue) {
        return CreateQueueResponse.builder().queueUrl(store.url(queue)).build();
    }

    private static Queue same(Queue there, Map<String, String> given) {
        given.forEach((name, value) -> {
            if (!value.equals(there.attributes.getOrDefault(name, ""))) {
                throw new AwsFailure(
                        "QueueAlreadyExists",
                        "QueueNameExists",
                        "A queue already exists with the same name and a different value for"
                                + " attribute "
                                + name,
                        400);
            }
        });
        return there;
    }

    private static String name(@Nullable String given, boolean fifo) {
        String name = Refusals.required("QueueName", given);
        String bare = fifo && name.endsWith(".fifo") ? name.substring(0, name.length() - 5) : name;
        if (!bare.matches("[\\w-]+") || name.length() > 80 || (fifo && bare.equals(name))) {
            throw new AwsFailure(
                    "InvalidParameterValue",
                    fifo
                            ? "The name of a FIFO queue can only include alphanumeric characters,"
                                    + " hyphens, or underscores, must end with .fifo suffix and be"
                                    + " 1 to 80 in length"
                            : "Can only include alphanumeric characters, hyphens, or underscores."
                                    + " 1 to 80 in length");
        }
        return name;
    }

    private record Listed(List<String> urls, @Nullable String next) {}

    private Listed page(List<Queue> found, @Nullable Integer maxResults, @Nullable String token) {
        int size = Refusals.range("MaxResults", maxResults, MOST_LISTED, 1, MOST_LISTED);
        String after = token == null ? "" : Tokens.read(token);
        List<Queue> rest =
                found.stream()
                        .filter(each -> each.name.compareTo(after) > 0)
                        .limit(size + 1L)
                        .toList();
        boolean more = rest.size() > size;
        List<Queue> page = more ? rest.subList(0, size) : rest;
        // Without MaxResults there is no token: the first thousand is all there is.
        String next = more && maxResults != null ? Tokens.write(page.getLast().name) : null;
        return new Listed(page.stream().map(store::url).toList(), next);
    }
}
