package dev.sila.localcloud.traffic.http;

import java.util.Set;

/**
 * The request line.
 *
 * @param method such as {@code GET}
 * @param target as sent: path and query, or {@code *}
 * @param version {@code HTTP/1.1} or {@code HTTP/1.0}
 */
public record HttpRequestLine(String method, String target, String version) {
    private static final Set<String> IDEMPOTENT =
            Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

    /** Reads a head's request line. */
    public static HttpRequestLine of(HttpHead head) throws MalformedMessageException {
        String[] parts = head.startLine().split(" ", -1);
        if (parts.length != 3
                || !HttpInput.isToken(parts[0])
                || parts[1].isEmpty()
                || !parts[2].matches("HTTP/1\\.[01]")) {
            throw new MalformedMessageException("not a request line: " + head.startLine());
        }
        return new HttpRequestLine(parts[0], parts[1], parts[2]);
    }

    /** Whether sending it twice has the effect of sending it once (RFC 9110, 9.2.2). */
    public boolean idempotent() {
        return IDEMPOTENT.contains(method);
    }

    /** The target without its query and, for the absolute form, without scheme and host. */
    public String path() {
        String path = target;
        int scheme = path.indexOf("://");
        if (!path.startsWith("/") && scheme > 0) {
            int slash = path.indexOf('/', scheme + 3);
            path = slash < 0 ? "/" : path.substring(slash);
        }
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** The query without its question mark, empty for none. */
    public String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }
}
