package dev.sila.localcloud.service.cloudwatch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.localcloud.service.cloudwatch.AlarmActor.State;
import dev.sila.localcloud.service.cloudwatch.AlarmActor.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;

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

    void add(Who who, HistoryItemType type, String summary, String data, Instant at) {
        Instant oldest = at.minus(KEPT);
        while (!entries.isEmpty() && entries.getFirst().item().timestamp().isBefore(oldest)) {
            entries.removeFirst();
        }
        AlarmHistoryItem item =
                AlarmHistoryItem.builder()
                        .alarmName(who.name())
                        .alarmType(who.type())
                        .timestamp(at)
                        .historyItemType(type)
                        .historySummary(summary)
                        .historyData(data)
                        .build();
        entries.addLast(new Entry(next++, item));
    }

    /** Notes that an alarm entered another state. */
    void state(Who who, State before, State after, Instant at) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("version", "1.0");
        data.putObject("oldState")
                .put("stateValue", before.value())
                .put("stateReason", before.reason());
        data.putObject("newState")
                .put("stateValue", after.value())
                .put("stateReason", after.reason());
        add(
                who,
                HistoryItemType.STATE_UPDATE,
                "Alarm updated from " + before.value() + " to " + after.value(),
                data.toString(),
                at);
    }

    /** All entries, the oldest first. */
    Stream<Entry> all() {
        return entries.stream();
    }
}
