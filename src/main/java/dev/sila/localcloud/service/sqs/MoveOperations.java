package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/** Brings messages back from a dead-letter queue. */
final class MoveOperations {
    private static final int FASTEST = 500;

    private final QueueStore store;
    private final List<Task> tasks = new ArrayList<>();

    MoveOperations(QueueStore store) {
        this.store = store;
    }

    /** One task; moves some messages each second while it runs. */
    private static final class Task {
        final String handle;
        final String source;
        final @Nullable String target;
        final int perSecond;
        final long toMove;
        final Instant started;
        String status = "RUNNING";
        long moved;

        Task(String handle, StartMessageMoveTaskRequest request, long toMove, Instant started) {
            this.handle = handle;
            this.source = request.sourceArn();
            this.target = request.destinationArn();
            this.perSecond =
                    Refusals.range(
                            "MaxNumberOfMessagesPerSecond",
                            request.maxNumberOfMessagesPerSecond(),
                            FASTEST,
                            1,
                            FASTEST);
            this.toMove = toMove;
            this.started = started;
        }
    }

    public StartMessageMoveTaskResponse startMessageMoveTask(StartMessageMoveTaskRequest request) {
        Queue source = queue(Refusals.required("SourceArn", request.sourceArn()));
        boolean dead =
                store.byName.values().stream()
                        .flatMap(each -> each.redrive().stream())
                        .anyMatch(each -> each.deadLetterTargetArn().equals(source.arn));
        if (!dead) {
            throw new AwsFailure(
                    "InvalidParameterValue",
                    "Source queue must be configured as a Dead Letter Queue.");
        }
        if (request.destinationArn() != null) {
            queue(request.destinationArn());
        }
        if (tasks.stream().anyMatch(each -> running(each) && each.source.equals(source.arn))) {
            throw Refusals.prefixed(
                    "UnsupportedOperation",
                    "There is already a task running. Only one active task is allowed for a source"
                            + " queue arn at a given time.");
        }
        String handle = Tokens.write(store.foundation.identity().uuid() + " " + source.arn);
        Task task = new Task(handle, request, source.messages.size(), store.now());
        tasks.addFirst(task);
        again(task);
        return StartMessageMoveTaskResponse.builder().taskHandle(handle).build();
    }

    public CancelMessageMoveTaskResponse cancelMessageMoveTask(
            CancelMessageMoveTaskRequest request) {
        String handle = Refusals.required("TaskHandle", request.taskHandle());
        Task task =
                tasks.stream()
                        .filter(each -> each.handle.equals(handle))
                        .findFirst()
                        .orElseThrow(() -> notFound("Task does not exist."));
        if (!running(task)) {
            throw Refusals.prefixed("UnsupportedOperation", "Only active tasks can be cancelled.");
        }
        task.status = "CANCELLED";
        return CancelMessageMoveTaskResponse.builder()
                .approximateNumberOfMessagesMoved(task.moved)
                .build();
    }

    public ListMessageMoveTasksResponse listMessageMoveTasks(ListMessageMoveTasksRequest request) {
        Queue source = queue(Refusals.required("SourceArn", request.sourceArn()));
        int most = Refusals.range("MaxResults", request.maxResults(), 1, 1, 10);
        return ListMessageMoveTasksResponse.builder()
                .results(
                        tasks.stream()
                                .filter(each -> each.source.equals(source.arn))
                                .limit(most)
                                .map(MoveOperations::shown)
                                .toList())
                .build();
    }

    private void again(Task task) {
        store.foundation.timeline().after(Duration.ofSeconds(1), () -> move(task));
    }

    private void move(Task task) {
        Queue source = store.byArn(task.source).orElse(null);
        if (!running(task)) {
            return;
        }
        if (source == null) {
            task.status = "FAILED";
            return;
        }
        for (StoredMessage each :
                source.receivable(store.now()).stream().limit(task.perSecond).toList()) {
            String target = task.target == null ? each.deadFrom : task.target;
            Queue to = target == null ? null : store.byArn(target).orElse(null);
            if (to == null) {
                task.status = "FAILED";
                return;
            }
            source.messages.remove(each);
            store.add(to, fresh(each, to));
            task.moved++;
        }
        if (task.moved >= task.toMove || source.messages.isEmpty()) {
            task.status = "COMPLETED";
        } else {
            again(task);
        }
    }

    /** A moved message begins anew: with a new ID, age and count. */
    private StoredMessage fresh(StoredMessage old, Queue queue) {
        return new StoredMessage(
                store.foundation.identity().uuid(),
                old.outline,
                store.now(),
                store.now(),
                store.in(queue.number("MessageRetentionPeriod")));
    }

    private Queue queue(String arn) {
        return store.byArn(arn)
                .orElseThrow(() ->
                        notFound(
                                "The resource that you specified for the SourceArn parameter"
                                        + " doesn't exist."));
    }

    private static AwsFailure notFound(String message) {
        return new AwsFailure("ResourceNotFoundException", message, 404);
    }

    private static boolean running(Task task) {
        return task.status.equals("RUNNING");
    }

    private static ListMessageMoveTasksResultEntry shown(Task task) {
        return ListMessageMoveTasksResultEntry.builder()
                .taskHandle(running(task) ? task.handle : null)
                .status(task.status)
                .sourceArn(task.source)
                .destinationArn(task.target)
                .maxNumberOfMessagesPerSecond(task.perSecond)
                .approximateNumberOfMessagesMoved(task.moved)
                .approximateNumberOfMessagesToMove(task.toMove)
                .startedTimestamp(task.started.toEpochMilli())
                .build();
    }
}
