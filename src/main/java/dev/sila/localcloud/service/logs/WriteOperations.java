package dev.sila.localcloud.service.logs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/** Takes events in and shows them to the group's metric filters. */
final class WriteOperations {
    private static final int LARGEST_BATCH = 1_048_576;
    private static final long LONGEST = Duration.ofHours(24).toMillis();
    private static final long OLDEST = Duration.ofDays(14).toMillis();
    private static final long NEWEST = Duration.ofHours(2).toMillis();

    private final LogStore store;
    private final Emission emission;

    WriteOperations(LogStore store, Emission emission) {
        this.store = store;
        this.emission = emission;
    }

    /** Events that are too old, expired or too new are left out, and the answer tells which. */
    public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
        LogGroup group = store.group(request.logGroupName());
        LogStream stream = store.stream(group, request.logStreamName());
        Refusals.unsupported(request.entity() != null, "entities of log events");
        check(request.logEvents());
        long now = store.now();
        long kept =
                group.retention == null
                        ? Long.MIN_VALUE
                        : now - Duration.ofDays(group.retention).toMillis();
        List<InputLogEvent> all = request.logEvents();
        int expired = (int) all.stream().filter(each -> each.timestamp() < kept).count();
        int old = (int) all.stream().filter(each -> each.timestamp() < now - OLDEST).count();
        int young = (int) all.stream().filter(each -> each.timestamp() <= now + NEWEST).count();
        List<LogEvent> taken = new ArrayList<>();
        for (InputLogEvent each : all.subList(Math.min(young, Math.max(expired, old)), young)) {
            taken.add(
                    new LogEvent(
                            store.arrival(), stream.name, each.timestamp(), now, each.message()));
        }
        if (!taken.isEmpty()) {
            stream.events.addAll(taken);
            stream.lastIngestion = now;
            emission.show(group, taken);
        }
        PutLogEventsResponse.Builder response =
                PutLogEventsResponse.builder().nextSequenceToken(LogStore.SEQUENCE_TOKEN);
        return taken.size() == all.size()
                ? response.build()
                : response.rejectedLogEventsInfo(
                                RejectedLogEventsInfo.builder()
                                        .expiredLogEventEndIndex(expired == 0 ? null : expired)
                                        .tooOldLogEventEndIndex(old == 0 ? null : old)
                                        .tooNewLogEventStartIndex(
                                                young == all.size() ? null : young)
                                        .build())
                        .build();
    }

    private static void check(List<InputLogEvent> events) {
        long size = 0;
        for (int i = 0; i < events.size(); i++) {
            InputLogEvent event = events.get(i);
            int bytes = event.message().getBytes(StandardCharsets.UTF_8).length;
            size += bytes + LogEvent.OVERHEAD;
            if (bytes + LogEvent.OVERHEAD > LARGEST_BATCH) {
                throw Refusals.invalid(
                        "Log event too large: %d bytes exceeds limit of %d"
                                .formatted(bytes + LogEvent.OVERHEAD, LARGEST_BATCH));
            }
            if (i > 0 && event.timestamp() < events.get(i - 1).timestamp()) {
                throw Refusals.invalid(
                        "Log events in a single PutLogEvents request must be in chronological"
                                + " order.");
            }
        }
        if (size > LARGEST_BATCH) {
            throw Refusals.invalid(
                    "Upload too large: %d bytes exceeds limit of %d"
                            .formatted(size, LARGEST_BATCH));
        }
        if (events.getLast().timestamp() - events.getFirst().timestamp() > LONGEST) {
            throw Refusals.invalid(
                    "The batch of log events in a single PutLogEvents request cannot span more"
                            + " than 24 hours.");
        }
    }
}
