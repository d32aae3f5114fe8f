package dev.sila.localcloud.traffic;

import dev.sila.localcloud.traffic.http.HttpBody;
import dev.sila.localcloud.traffic.http.HttpHead;
import dev.sila.localcloud.traffic.http.HttpInput;
import dev.sila.localcloud.traffic.http.HttpRequestLine;
import dev.sila.localcloud.traffic.http.MalformedMessageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A client's connection to a balancer: request after request, in order. */
final class ClientConnection {
    private final Frontend frontend;
    private final Socket socket;
    private final HttpInput in;
    private final OutputStream out;
    private final int seat;

    ClientConnection(Frontend frontend, Socket socket, int seat) throws IOException {
        this.frontend = frontend;
        this.socket = socket;
        this.seat = seat;
        this.in = new HttpInput(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream(), 8192);
    }

    void serve() throws IOException {
        try {
            boolean more = true;
            while (more) {
                socket.setSoTimeout(Math.toIntExact(frontend.idleTimeout().toMillis()));
                HttpHead head = in.readHead();
                more = head != null && serve(head);
            }
        } catch (MalformedMessageException malformed) {
            Reply.page(400).writeTo(out, true, false);
        } catch (SocketTimeoutException silent) {
            // A silent client is hung up on without a word, as ALB does.
        }
    }

    /** Answers one request; false when the connection is of no more use. */
    private boolean serve(HttpHead head) throws IOException {
        HttpRequestLine line = HttpRequestLine.of(head);
        HttpBody body = HttpBody.ofRequest(head);
        List<HttpHead.Field> hosts =
                head.fields().stream().filter(f -> f.name().equalsIgnoreCase("Host")).toList();
        if (hosts.size() > 1 || (hosts.isEmpty() && line.version().equals("HTTP/1.1"))) {
            throw new MalformedMessageException("a request needs one Host");
        }
        String host = hosts.isEmpty() ? "" : hosts.getFirst().value();
        InetSocketAddress client = (InetSocketAddress) socket.getRemoteSocketAddress();
        String hostOnly = host.replaceFirst(":[0-9]*$", "");
        Inbound request = new Inbound(head, line, body, hostOnly, client, frontend);
        return switch (destination(request)) {
            case Destination.Forward forward -> forward(forward, request);
            case Destination.Fixed(int status, String type, String text) ->
                    reply(new Reply(status, type, text, ""), request);
            case Destination.Redirect to -> reply(Redirection.reply(to, request), request);
        };
    }

    private Destination destination(Inbound request) {
        for (Route route : frontend.routes()) {
            if (route.takes(request)) {
                return route.destination();
            }
        }
        return new Destination.Fixed(404, "text/plain", "");
    }

    /** Answers without a target; a body that came along is read over. */
    private boolean reply(Reply reply, Inbound request) throws IOException {
        boolean keep = request.head().keepsAlive();
        if (!request.head().tokens("Expect").contains("100-continue")) {
            request.body().transfer(in, OutputStream.nullOutputStream(), false);
        } else {
            keep = keep && request.body() instanceof HttpBody.None;
        }
        reply.writeTo(out, !request.line().method().equals("HEAD"), keep);
        return keep;
    }

    /**
     * Sends the request to a target. Another target gets it only when no connection could be made;
     * the same one again only when a kept connection turned out closed before any byte of an answer
     * and repeating does no harm.
     */
    private boolean forward(Destination.Forward forward, Inbound request) throws IOException {
        String group = Stickiness.text("AWSALBTG", request.cookies()).orElse(null);
        Destination.Weighted chosen = forward.choose(group).orElse(null);
        if (chosen == null) {
            return reply(Reply.page(503), request);
        }
        Set<Target> tried = new HashSet<>();
        TargetKey wanted = chosen.stickiness().wanted(request.cookies()).orElse(null);
        for (Target target = chosen.pool().take(wanted, tried, seat);
                target != null;
                target = chosen.pool().take(wanted, tried, seat)) {
            Exchange.End end;
            try {
                end = new Exchange(request, target, chosen, forward.together()).run(in, out);
            } finally {
                target.end();
            }
            switch (end) {
                case KEEP -> {
                    return true;
                }
                case CLOSE -> {
                    return false;
                }
                case UNREACHABLE -> tried.add(target);
            }
        }
        return reply(Reply.page(tried.isEmpty() ? 503 : 502), request);
    }
}
