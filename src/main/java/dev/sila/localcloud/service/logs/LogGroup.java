package dev.sila.localcloud.service.logs;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/** A log group with its streams and metric filters. */
final class LogGroup {
    final String name;
    final String arn;
    final long created;
    final LogGroupClass kind;
    final Map<String, LogStream> streams = new TreeMap<>();
    final Map<String, StoredFilter> filters = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();
    @Nullable Integer retention;

    LogGroup(String name, String arn, long created, LogGroupClass kind) {
        this.name = name;
        this.arn = arn;
        this.created = created;
        this.kind = kind;
    }

    software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup model() {
        long stored =
                streams.values().stream()
                        .flatMap(each -> each.events.stream())
                        .mapToLong(LogEvent::size)
                        .sum();
        return software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup.builder()
                .logGroupName(name)
                .arn(arn + ":*")
                .logGroupArn(arn)
                .creationTime(created)
                .retentionInDays(retention)
                .metricFilterCount(filters.size())
                .storedBytes(stored)
                .logGroupClass(kind)
                .build();
    }
}
