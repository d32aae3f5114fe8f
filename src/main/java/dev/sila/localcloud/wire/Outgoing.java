package dev.sila.localcloud.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One HTTP reply as it goes.
 *
 * @param status the HTTP status
 */
@SuppressWarnings("ArrayRecordComponent") // written once to the connection, never compared
public record Outgoing(int status, Map<String, String> headers, byte[] body) {
    public Outgoing {
        headers = Map.copyOf(headers);
    }

    static Outgoing of(int status, Map<String, String> headers, String body) {
        return new Outgoing(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
