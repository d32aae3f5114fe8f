package dev.sila.localcloud.service.sqs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A queue with its messages, in the order in which they were sent. */
final class Queue {
    final String name;
    final String arn;
    final Instant created;
    final Map<String, String> attributes;
    final Map<String, String> tags = new TreeMap<>();
    final List<StoredMessage> messages = new ArrayList<>();
    final Map<String, Duplicate> duplicates = new HashMap<>();
    final Map<String, Attempt> attempts = new HashMap<>();
    Instant modified;
    @Nullable Instant purged;
    long sequence = 8_849_496_460_467_696_128L;

    /** A message that was sent lately, so that it is not taken twice. */
    record Duplicate(Instant until, String messageId, String sequenceNumber) {}

    /** What a receive call of a name got, so that it gets it again. */
    record Attempt(Instant until, List<StoredMessage> messages, List<String> handles) {}

    Queue(String name, String arn, Instant created, Map<String, String> attributes) {
        this.name = name;
        this.arn = arn;
        this.created = created;
        this.modified = created;
        this.attributes = new TreeMap<>(attributes);
    }

    boolean fifo() {
        return name.endsWith(".fifo");
    }

    int number(String attribute) {
        return Integer.parseInt(Objects.requireNonNull(attributes.get(attribute)));
    }

    boolean flag(String attribute) {
        return "true".equals(attributes.get(attribute));
    }

    Optional<Redrive> redrive() {
        return Optional.ofNullable(attributes.get("RedrivePolicy")).map(Redrive::parse);
    }

    /** Forgets what is too old. */
    void expire(Instant now) {
        messages.removeIf(each -> !each.expires.isAfter(now));
        duplicates.values().removeIf(each -> !each.until().isAfter(now));
        attempts.values().removeIf(each -> !each.until().isAfter(now));
    }

    /** The messages that may be received now: of a group, none while one of it is in flight. */
    List<StoredMessage> receivable(Instant now) {
        if (!fifo()) {
            return messages.stream().filter(each -> !each.visible.isAfter(now)).toList();
        }
        Set<String> blocked = new HashSet<>();
        messages.stream()
                .filter(each -> each.inFlight(now))
                .forEach(each -> blocked.add(String.valueOf(each.outline.group())));
        List<StoredMessage> free = new ArrayList<>();
        for (StoredMessage message : messages) {
            String group = String.valueOf(message.outline.group());
            if (message.visible.isAfter(now)) {
                blocked.add(group); // delayed: those behind it wait too
            } else if (!blocked.contains(group)) {
                free.add(message);
            }
        }
        return free;
    }

    /** When the next message that is hidden now comes to sight. */
    Optional<Instant> nextVisible(Instant now) {
        return messages.stream()
                .map(each -> each.visible)
                .filter(each -> each.isAfter(now))
                .min(Instant::compareTo);
    }

    Optional<StoredMessage> byHandle(String handle) {
        return messages.stream().filter(each -> handle.equals(each.handle)).findFirst();
    }

    long inFlight(Instant now) {
        return messages.stream().filter(each -> each.inFlight(now)).count();
    }

    long delayed(Instant now) {
        return messages.stream()
                .filter(each -> each.handle == null && each.visible.isAfter(now))
                .count();
    }
}
