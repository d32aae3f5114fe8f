package dev.sila.localcloud.service.logs;

import java.util.TreeSet;

/** A stream of events, in the order of their time stamps. */
final class LogStream {
    final String name;
    final String arn;
    final long created;
    final TreeSet<LogEvent> events = new TreeSet<>();
    long lastIngestion;

    LogStream(String name, String arn, long created) {
        this.name = name;
        this.arn = arn;
        this.created = created;
    }

    /** As AWS describes it; what it holds is told by members that are absent while it is empty. */
    @SuppressWarnings("deprecation") // storedBytes, which AWS still answers, as zero
    software.amazon.awssdk.services.cloudwatchlogs.model.LogStream model() {
        boolean empty = events.isEmpty();
        return software.amazon.awssdk.services.cloudwatchlogs.model.LogStream.builder()
                .logStreamName(name)
                .arn(arn)
                .creationTime(created)
                .firstEventTimestamp(empty ? null : events.getFirst().timestamp())
                .lastEventTimestamp(empty ? null : events.getLast().timestamp())
                .lastIngestionTime(lastIngestion == 0 ? null : lastIngestion)
                .uploadSequenceToken(LogStore.SEQUENCE_TOKEN)
                .storedBytes(0L)
                .build();
    }
}
