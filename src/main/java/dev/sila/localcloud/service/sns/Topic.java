package dev.sila.localcloud.service.sns;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A topic with its subscriptions. */
final class Topic {
    final String name;
    final String arn;
    final Map<String, String> attributes;
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    final Map<String, Duplicate> duplicates = new HashMap<>();

    /** Subscriptions that the unsigned link ended, which the link in the last message restores. */
    final Map<String, Subscription> ended = new HashMap<>();

    int deleted;
    long sequence = 10_000_000_000_000_000L;

    /** A message that was published lately, so that it is not delivered twice. */
    record Duplicate(Instant until, String messageId, String sequenceNumber) {}

    Topic(String name, String arn, Map<String, String> attributes) {
        this.name = name;
        this.arn = arn;
        this.attributes = new TreeMap<>(attributes);
    }

    boolean fifo() {
        return name.endsWith(".fifo");
    }

    boolean flag(String attribute) {
        return "true".equals(attributes.get(attribute));
    }

    /** The version of the signatures on its messages: 1 or 2. */
    String signatureVersion() {
        return attributes.getOrDefault("SignatureVersion", "1");
    }
}
