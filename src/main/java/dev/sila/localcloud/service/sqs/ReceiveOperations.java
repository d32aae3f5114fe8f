package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.service.sqs.Queue.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Gives messages out, and waits for them if asked to. */
final class ReceiveOperations {
    private static final int MOST_IN_FLIGHT = 120_000;
    private static final int ATTEMPT_KEPT = 300;

    private final QueueStore store;

    ReceiveOperations(QueueStore store) {
        this.store = store;
    }

    /**
     * Receives. While it waits for messages it lets go of the local cloud's lock. Where time does
     * not pass by itself it does not wait.
     */
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        Queue queue = store.byUrl(request.queueUrl());
        int most = Refusals.range("MaxNumberOfMessages", request.maxNumberOfMessages(), 1, 1, 10);
        int hidden =
                Refusals.range(
                        "VisibilityTimeout",
                        request.visibilityTimeout(),
                        queue.number("VisibilityTimeout"),
                        0,
                        43_200);
        int wait =
                Refusals.range(
                        "WaitTimeSeconds",
                        request.waitTimeSeconds(),
                        queue.number("ReceiveMessageWaitTimeSeconds"),
                        0,
                        20);
        String attempt = request.receiveRequestAttemptId();
        if (attempt != null && !queue.fifo()) {
            throw Refusals.invalid(
                    attempt,
                    "ReceiveRequestAttemptId",
                    "The request include parameter that is not valid for this queue type");
        }
        Instant end = store.in(wait);
        List<StoredMessage> received = receive(queue, most, hidden, attempt);
        while (received.isEmpty() && waited(queue, end)) {
            queue = store.byUrl(request.queueUrl());
            received = receive(queue, most, hidden, attempt);
        }
        List<Message> messages = received.stream().map(each -> shown(each, request)).toList();
        // Without messages AWS leaves the list out, and clients look whether it is there.
        return ReceiveMessageResponse.builder()
                .messages(messages.isEmpty() ? null : messages)
                .build();
    }

    /** Whether there is reason to look again: a message came, or one's time has come. */
    @SuppressWarnings("WaitNotInLoop") // the caller looks again after every waking
    private boolean waited(Queue queue, Instant end) {
        Timeline timeline = store.foundation.timeline();
        Instant now = timeline.now();
        if (!timeline.passesByItself() || !now.isBefore(end)) {
            return false;
        }
        Instant until = queue.nextVisible(now).filter(end::isAfter).orElse(end);
        try {
            long nanos = Math.max(1, Duration.between(now, until).toNanos());
            boolean signalled = store.arrived.await(nanos, TimeUnit.NANOSECONDS);
            return signalled || !until.isAfter(end);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<StoredMessage> receive(
            Queue queue, int most, int hidden, @Nullable String attempt) {
        Optional<List<StoredMessage>> again = again(queue, hidden, attempt);
        if (again.isPresent()) {
            return again.get();
        }
        Instant now = store.now();
        queue.expire(now);
        buryDead(queue, now);
        if (queue.inFlight(now) >= MOST_IN_FLIGHT) {
            throw new dev.sila.localcloud.AwsFailure(
                    "OverLimit", "Too many messages in flight for this queue", 403);
        }
        List<StoredMessage> taken = queue.receivable(now).stream().limit(most).toList();
        for (StoredMessage message : taken) {
            message.handle = Tokens.write(queue.name + " " + store.foundation.identity().uuid());
            message.visible = store.in(hidden);
            message.received++;
            message.firstReceived = Objects.requireNonNullElse(message.firstReceived, now);
        }
        if (attempt != null && !taken.isEmpty()) {
            List<String> handles = taken.stream().map(each -> "" + each.handle).toList();
            queue.attempts.put(attempt, new Attempt(store.in(ATTEMPT_KEPT), taken, handles));
        }
        return taken;
    }

    /** What the same attempt got before, if nothing has happened to it since. */
    private Optional<List<StoredMessage>> again(Queue queue, int hidden, @Nullable String attempt) {
        Attempt before = attempt == null ? null : queue.attempts.get(attempt);
        if (before == null) {
            return Optional.empty();
        }
        Instant now = store.now();
        List<String> handles = before.messages().stream().map(each -> "" + each.handle).toList();
        if (!queue.messages.containsAll(before.messages())
                || !handles.equals(before.handles())
                || !before.messages().stream().allMatch(each -> each.inFlight(now))) {
            return Optional.empty();
        }
        before.messages().forEach(each -> each.visible = store.in(hidden));
        return Optional.of(before.messages());
    }

    /** Moves what was received too often to the dead-letter queue. */
    private void buryDead(Queue queue, Instant now) {
        Redrive redrive = queue.redrive().orElse(null);
        Queue target =
                redrive == null ? null : store.byArn(redrive.deadLetterTargetArn()).orElse(null);
        if (redrive == null || target == null) {
            return;
        }
        for (StoredMessage message : List.copyOf(queue.receivable(now))) {
            if (message.received >= redrive.maxReceiveCount()) {
                queue.messages.remove(message);
                message.handle = null;
                message.visible = now;
                message.deadFrom = queue.arn;
                store.add(target, message);
            }
        }
    }

    /** Many clients still ask for system attributes by the old member. */
    @SuppressWarnings("deprecation")
    private static Message shown(StoredMessage message, ReceiveMessageRequest request) {
        List<String> names = new ArrayList<>(request.attributeNamesAsStrings());
        names.addAll(request.messageSystemAttributeNamesAsStrings());
        Map<String, String> system = new TreeMap<>(system(message));
        if (!names.contains("All")) {
            system.keySet().retainAll(names);
        }
        Map<String, MessageAttributeValue> attributes = new TreeMap<>(message.outline.attributes());
        attributes.keySet().removeIf(name -> !asked(name, request.messageAttributeNames()));
        return Message.builder()
                .messageId(message.id)
                .receiptHandle(message.handle)
                .body(message.outline.body())
                .md5OfBody(Digest.md5(message.outline.body()))
                .attributesWithStrings(system.isEmpty() ? null : system)
                .messageAttributes(attributes.isEmpty() ? null : attributes)
                .md5OfMessageAttributes(attributes.isEmpty() ? null : Digest.md5(attributes))
                .build();
    }

    private static Map<String, String> system(StoredMessage message) {
        Map<String, String> all = new TreeMap<>(message.outline.systemAttributes());
        all.put("SentTimestamp", Long.toString(message.sent.toEpochMilli()));
        all.put("ApproximateReceiveCount", Integer.toString(message.received));
        Instant first = Objects.requireNonNullElse(message.firstReceived, message.sent);
        all.put("ApproximateFirstReceiveTimestamp", Long.toString(first.toEpochMilli()));
        if (message.deadFrom != null) {
            all.put("DeadLetterQueueSourceArn", message.deadFrom);
        }
        return all;
    }

    private static boolean asked(String name, List<String> names) {
        return names.stream()
                .anyMatch(each ->
                        each.equals("All")
                                || each.equals(name)
                                || (each.endsWith(".*")
                                        && name.startsWith(each.substring(0, each.length() - 2))));
    }
}
