package dev.sila.localcloud.wire;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request as it came.
 *
 * @param method the HTTP method, in capitals
 * @param rawPath the path, still encoded, {@code /} at least
 * @param rawQuery the query string, still encoded; empty for none
 * @param headers the values of each header; names are compared without regard to case
 * @param upload the body
 */
public record Incoming(
        String method,
        String rawPath,
        String rawQuery,
        Map<String, String> headers,
        Upload upload) {
    /** One with a body in memory. */
    public Incoming(
            String method,
            String rawPath,
            String rawQuery,
            Map<String, String> headers,
            byte[] body) {
        this(method, rawPath, rawQuery, headers, Upload.of(body));
    }

    public Incoming {
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = sorted;
    }

    /** The bytes of the body: for those that are known to be few. */
    byte[] body() {
        return upload.content().bytes();
    }

    /** A header's value. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether a header is there and contains that text, in any case. */
    boolean headerContains(String name, String text) {
        return header(name)
                .filter(value -> value.toLowerCase(Locale.ROOT).contains(text))
                .isPresent();
    }
}
