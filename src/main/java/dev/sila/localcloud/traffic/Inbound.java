package dev.sila.localcloud.traffic;

import dev.sila.localcloud.traffic.http.HttpBody;
import dev.sila.localcloud.traffic.http.HttpHead;
import dev.sila.localcloud.traffic.http.HttpRequestLine;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A client's request, and how a target gets to see it.
 *
 * @param host the Host without its port
 * @param listener what received it
 */
record Inbound(
        HttpHead head,
        HttpRequestLine line,
        HttpBody body,
        String host,
        InetSocketAddress client,
        Frontend listener) {
    /** Fields of one connection only (RFC 9110, 7.6.1), never carried on. */
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "expect");

    private static final Set<String> REPLACED =
            Set.of("x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "content-length");

    /** Fields of a head that may be carried on. */
    static List<HttpHead.Field> endToEnd(HttpHead head) {
        Set<String> dropped = new HashSet<>(HOP_BY_HOP);
        dropped.addAll(head.tokens("Connection"));
        return head.fields().stream()
                .filter(field -> !dropped.contains(field.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    String forTarget() {
        Forwarding forwarding = listener.forwarding();
        StringBuilder text = new StringBuilder();
        text.append(line.method()).append(' ').append(line.target()).append(" HTTP/1.1\r\n");
        for (HttpHead.Field field : endToEnd(head)) {
            boolean valid = !forwarding.dropInvalid() || field.name().matches("[A-Za-z0-9-]+");
            if (valid && !REPLACED.contains(field.name().toLowerCase(Locale.ROOT))) {
                text.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
        }
        String forwardedFor = forwardedFor(forwarding);
        if (!forwardedFor.isEmpty()) {
            text.append("X-Forwarded-For: ").append(forwardedFor).append("\r\n");
        }
        text.append("X-Forwarded-Proto: ").append(listener.scheme()).append("\r\n");
        text.append("X-Forwarded-Port: ").append(listener.port()).append("\r\n");
        switch (body) {
            case HttpBody.Fixed(long length) ->
                    text.append("Content-Length: ").append(length).append("\r\n");
            case HttpBody.Chunked _ -> text.append("Transfer-Encoding: chunked\r\n");
            case HttpBody.None _ when head.first("Content-Length").isPresent() ->
                    text.append("Content-Length: 0\r\n");
            case HttpBody.None _, HttpBody.UntilClose _ -> {}
        }
        return text.append("\r\n").toString();
    }

    private String forwardedFor(Forwarding forwarding) {
        String before =
                head.fields().stream()
                        .filter(field -> field.name().equalsIgnoreCase("X-Forwarded-For"))
                        .map(HttpHead.Field::value)
                        .collect(Collectors.joining(", "));
        String me =
                client.getAddress().getHostAddress()
                        + (forwarding.clientPort() ? ":" + client.getPort() : "");
        return switch (forwarding.forwardedFor()) {
            case "remove" -> "";
            case "preserve" -> before;
            default -> before.isEmpty() ? me : before + ", " + me;
        };
    }

    /** Whether it may be sent once more: no harm in it, and nothing of it is used up. */
    boolean repeatable() {
        return line.idempotent() && body instanceof HttpBody.None;
    }

    /** The cookies that came along, empty for none. */
    String cookies() {
        return head.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase("Cookie"))
                .map(HttpHead.Field::value)
                .collect(Collectors.joining("; "));
    }
}
