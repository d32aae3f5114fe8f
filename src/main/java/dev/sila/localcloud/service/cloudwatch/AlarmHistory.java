package dev.sila.localcloud.service.cloudwatch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What happened to alarms in the last 30 days, also to those that were deleted. */
final class AlarmHistory {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long next;

    /**
     * One entry.
     *
     * @param order counts up, so that entries of one moment keep their order
     */
    record Entry(long order, AlarmHistoryItem item) {
        /** Sorts as the order does. */
        String key() {
            return "%019d".formatted(order);
        }

        /** Sorts the other way round. */
        String reverseKey() {
            return "%019d".formatted(Long.MAX_VALUE - order);
        }
    }

    void add(String name, HistoryItemType type, String summary, String data, Instant at) {
        Instant oldest = at.minus(KEPT);
        while (!entries.isEmpty() && entries.getFirst().item().timestamp().isBefore(oldest)) {
            entries.removeFirst();
        }
        AlarmHistoryItem item =
                AlarmHistoryItem.builder()
                        .alarmName(name)
                        .alarmType(AlarmType.METRIC_ALARM)
                        .timestamp(at)
                        .historyItemType(type)
                        .historySummary(summary)
                        .historyData(data)
                        .build();
        entries.addLast(new Entry(next++, item));
    }

    /** Notes that an alarm entered the state that it is in now. */
    void state(MetricAlarm alarm, StateValue before, String beforeReason, Instant at) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("version", "1.0");
        data.putObject("oldState")
                .put("stateValue", before.toString())
                .put("stateReason", beforeReason);
        data.putObject("newState")
                .put("stateValue", alarm.stateValueAsString())
                .put("stateReason", alarm.stateReason());
        add(
                alarm.alarmName(),
                HistoryItemType.STATE_UPDATE,
                "Alarm updated from " + before + " to " + alarm.stateValueAsString(),
                data.toString(),
                at);
    }

    /** All entries, the oldest first. */
    Stream<Entry> all() {
        return entries.stream();
    }
}
