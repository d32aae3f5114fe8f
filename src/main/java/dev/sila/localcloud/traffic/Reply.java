package dev.sila.localcloud.traffic;

import dev.sila.localcloud.traffic.http.HttpInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer that the balancer gives itself. */
record Reply(int status, String contentType, String body, String location) {
    private static final Map<Integer, String> REASONS =
            Map.ofEntries(
                    Map.entry(200, "OK"),
                    Map.entry(201, "Created"),
                    Map.entry(202, "Accepted"),
                    Map.entry(204, "No Content"),
                    Map.entry(301, "Moved Permanently"),
                    Map.entry(302, "Found"),
                    Map.entry(400, "Bad Request"),
                    Map.entry(401, "Unauthorized"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Method Not Allowed"),
                    Map.entry(429, "Too Many Requests"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(502, "Bad Gateway"),
                    Map.entry(503, "Service Temporarily Unavailable"),
                    Map.entry(504, "Gateway Time-out"));

    /** ALB's own page for a status. */
    static Reply page(int status) {
        String title = status + " " + REASONS.getOrDefault(status, "");
        String body =
                "<html>\r\n<head><title>%s</title></head>\r\n<body>\r\n<center><h1>%s</h1></center>\r\n</body>\r\n</html>\r\n"
                        .formatted(title, title);
        return new Reply(status, "text/html", body, "");
    }

    void writeTo(OutputStream out, boolean withBody, boolean keepAlive) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(' ');
        head.append(REASONS.getOrDefault(status, "")).append("\r\nServer: awselb/2.0\r\n");
        if (!location.isEmpty()) {
            head.append("Location: ").append(location).append("\r\n");
        }
        if (!contentType.isEmpty()) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        head.append("Content-Length: ").append(bytes.length).append("\r\n");
        head.append(keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
        out.write(HttpInput.bytes(head));
        if (withBody) {
            out.write(bytes);
        }
        out.flush();
    }
}
