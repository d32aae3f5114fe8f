package dev.sila.localcloud.service.eventbridge;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A bus with its rules. */
final class Bus {
    static final String DEFAULT = "default";

    final String name;
    final String arn;
    final Instant created;
    final @Nullable String description;
    final Map<String, Rule> rules = new TreeMap<>();
    Map<String, String> tags = Map.of();

    Bus(String name, String arn, Instant created, @Nullable String description) {
        this.name = name;
        this.arn = arn;
        this.created = created;
        this.description = description;
    }
}
