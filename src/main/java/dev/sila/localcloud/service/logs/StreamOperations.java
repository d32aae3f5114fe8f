package dev.sila.localcloud.service.logs;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/** Makes, lists and deletes streams. */
final class StreamOperations {
    private final LogStore store;

    StreamOperations(LogStore store) {
        this.store = store;
    }

    public CreateLogStreamResponse createLogStream(CreateLogStreamRequest request) {
        LogGroup group = store.group(request.logGroupName());
        String name = request.logStreamName();
        if (group.streams.containsKey(name)) {
            throw Refusals.exists("log stream");
        }
        String arn = group.arn + ":log-stream:" + name;
        group.streams.put(name, new LogStream(name, arn, store.now()));
        return CreateLogStreamResponse.builder().build();
    }

    public DeleteLogStreamResponse deleteLogStream(DeleteLogStreamRequest request) {
        LogGroup group = store.group(request.logGroupName());
        group.streams.remove(store.stream(group, request.logStreamName()).name);
        return DeleteLogStreamResponse.builder().build();
    }

    /** By name, or by the time of the last event, which cannot be combined with a prefix. */
    public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
        LogGroup group = store.group(request.logGroupName(), request.logGroupIdentifier());
        String prefix = Optional.ofNullable(request.logStreamNamePrefix()).orElse("");
        boolean byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
        if (byTime && !prefix.isEmpty()) {
            throw Refusals.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        Comparator<LogStream> order = Comparator.comparing(each -> each.name);
        if (byTime) {
            order = Comparator.comparingLong(StreamOperations::last).thenComparing(order);
        }
        if (Boolean.TRUE.equals(request.descending())) {
            order = order.reversed();
        }
        Stream<LogStream> streams =
                group.streams.values().stream()
                        .filter(each -> each.name.startsWith(prefix))
                        .sorted(order);
        LogStore.Page<LogStream> page =
                LogStore.page(streams, each -> each.name, request.limit(), request.nextToken());
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.items().stream().map(LogStream::model).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static long last(LogStream stream) {
        return stream.events.isEmpty() ? 0 : stream.events.getLast().timestamp();
    }
}
