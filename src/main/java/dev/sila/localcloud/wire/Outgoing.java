package dev.sila.localcloud.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One HTTP reply as it goes.
 *
 * @param status the HTTP status
 */
public record Outgoing(int status, Map<String, String> headers, Content body) {
    public Outgoing {
        headers = Map.copyOf(headers);
    }

    /** One with a body in memory. */
    public Outgoing(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, Content.of(body));
    }

    /** The same with another body. */
    Outgoing with(Content other) {
        return new Outgoing(status, headers, other);
    }

    static Outgoing of(int status, Map<String, String> headers, String body) {
        return new Outgoing(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
