package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.service.pattern.JsonPattern;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A subscription, pending until it is confirmed. */
final class Subscription {
    final Topic topic;
    final String arn;
    final String protocol;
    final String endpoint;
    final Map<String, String> attributes = new TreeMap<>();

    /** What confirms it; null if it needed no confirmation. */
    @Nullable String token;

    @Nullable Instant tokenExpires;
    boolean confirmed;
    boolean authenticated;
    boolean authenticateOnUnsubscribe;

    /** The filter policy as it was understood; null for none. */
    @Nullable JsonPattern filter;

    Subscription(Topic topic, String arn, String protocol, String endpoint) {
        this.topic = topic;
        this.arn = arn;
        this.protocol = protocol;
        this.endpoint = endpoint;
    }

    boolean raw() {
        return "true".equalsIgnoreCase(attributes.get("RawMessageDelivery"));
    }

    boolean filtersBody() {
        return "MessageBody".equals(attributes.get("FilterPolicyScope"));
    }

    boolean http() {
        return protocol.equals("http") || protocol.equals("https");
    }
}
