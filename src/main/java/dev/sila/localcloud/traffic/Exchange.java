package dev.sila.localcloud.traffic;

import dev.sila.localcloud.traffic.http.HttpBody;
import dev.sila.localcloud.traffic.http.HttpHead;
import dev.sila.localcloud.traffic.http.HttpInput;
import dev.sila.localcloud.traffic.http.MalformedMessageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request on its way to one target and the answer on its way back. */
final class Exchange {
    /** What became of it, for the client's connection. */
    enum End {
        /** Answered; the connection may carry another request. */
        KEEP,
        /** Answered or broken off; the connection must close. */
        CLOSE,
        /** The target could not be connected to; nothing of the request is used up. */
        UNREACHABLE
    }

    private final Inbound request;
    private final Target target;
    private final Destination.Weighted group;
    private final @Nullable Duration together;
    private final Duration patience;

    Exchange(
            Inbound request,
            Target target,
            Destination.Weighted group,
            @Nullable Duration together) {
        this.request = request;
        this.target = target;
        this.group = group;
        this.together = together;
        this.patience = request.listener().idleTimeout();
    }

    End run(HttpInput client, OutputStream out) throws IOException {
        TargetConnection connection;
        try {
            connection = target.connect(group.upstream(), false, patience);
        } catch (IOException unreachable) {
            return End.UNREACHABLE;
        }
        if (request.head().tokens("Expect").contains("100-continue")) {
            out.write(HttpInput.bytes("HTTP/1.1 100 Continue\r\n\r\n"));
            out.flush();
        }
        HttpHead answer;
        try {
            try {
                answer = ask(connection, client);
            } catch (SilentlyClosed stale) {
                target.discard(connection);
                try {
                    connection = target.connect(group.upstream(), true, patience);
                } catch (IOException gone) {
                    return End.UNREACHABLE;
                }
                answer = ask(connection, client);
            }
        } catch (ClientFault fault) {
            target.discard(connection);
            return fail(400, out);
        } catch (SocketTimeoutException late) {
            target.discard(connection);
            return fail(504, out);
        } catch (IOException broken) {
            target.discard(connection);
            return fail(502, out);
        }
        return bringBack(answer, connection, out);
    }

    /** A kept connection was closed before any byte of the answer to a repeatable request. */
    private static final class SilentlyClosed extends IOException {
        private static final long serialVersionUID = 1L;

        SilentlyClosed(IOException cause) {
            super(cause);
        }
    }

    /** The client's body is malformed or does not come. */
    private static final class ClientFault extends IOException {
        private static final long serialVersionUID = 1L;

        ClientFault(IOException cause) {
            super(cause);
        }
    }

    /** Only the client's side can be malformed or late here: nothing is read from the target. */
    private void send(TargetConnection connection, HttpInput client) throws IOException {
        connection.out().write(HttpInput.bytes(request.forTarget()));
        try {
            request.body().transfer(client, connection.out(), true);
        } catch (MalformedMessageException | SocketTimeoutException fault) {
            throw new ClientFault(fault);
        }
    }

    private HttpHead ask(TargetConnection connection, HttpInput client) throws IOException {
        HttpHead answer;
        try {
            connection.answerWithin(patience);
            send(connection, client);
            answer = connection.in().readHead();
            if (answer == null) {
                throw new EOFException("the target closed without an answer");
            }
        } catch (SocketTimeoutException | ClientFault known) {
            throw known;
        } catch (IOException broken) {
            throw connection.reused() && request.repeatable() ? new SilentlyClosed(broken) : broken;
        }
        return finalAnswer(answer, connection);
    }

    /** Reads over interim answers such as 103. */
    private static HttpHead finalAnswer(HttpHead first, TargetConnection connection)
            throws IOException {
        HttpHead answer = first;
        while (status(answer) < 200) {
            answer = connection.in().readHead();
            if (answer == null) {
                throw new EOFException("the target closed after an interim answer");
            }
        }
        return answer;
    }

    private static int status(HttpHead answer) throws IOException {
        if (!answer.startLine().matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw new IOException("not a status line: " + answer.startLine());
        }
        return Integer.parseInt(answer.startLine().substring(9, 12));
    }

    /** The request's body may be half read, so the connection closes. */
    private static End fail(int status, OutputStream out) throws IOException {
        Reply.page(status).writeTo(out, true, false);
        return End.CLOSE;
    }

    private End bringBack(HttpHead answer, TargetConnection connection, OutputStream out)
            throws IOException {
        HttpBody body;
        try {
            body = HttpBody.ofResponse(answer, status(answer), request.line().method());
        } catch (IOException malformed) {
            target.discard(connection);
            return fail(502, out);
        }
        boolean modern = request.line().version().equals("HTTP/1.1");
        boolean unknownLength =
                body instanceof HttpBody.Chunked || body instanceof HttpBody.UntilClose;
        boolean chunks = modern && unknownLength;
        boolean keep = request.head().keepsAlive() && (modern || !unknownLength);
        boolean whole = false;
        try {
            out.write(HttpInput.bytes(forClient(answer, chunks, keep)));
            body.transfer(connection.in(), out, chunks);
            whole = true;
        } catch (MalformedMessageException malformed) {
            // Half an answer is out already: closing is the only way to say that it is broken.
            return End.CLOSE;
        } finally {
            if (whole && answer.keepsAlive() && !(body instanceof HttpBody.UntilClose)) {
                target.keep(group.upstream(), connection);
            } else {
                target.discard(connection);
            }
        }
        return keep ? End.KEEP : End.CLOSE;
    }

    private String forClient(HttpHead answer, boolean chunks, boolean keep) {
        StringBuilder text = new StringBuilder("HTTP/1.1");
        text.append(answer.startLine().substring(8)).append("\r\n");
        for (HttpHead.Field field : Inbound.endToEnd(answer)) {
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        for (String cookie : cookies(answer)) {
            text.append("Set-Cookie: ").append(cookie).append("\r\n");
        }
        if (chunks) {
            text.append("Transfer-Encoding: chunked\r\n");
        }
        text.append(keep ? "Connection: keep-alive\r\n" : "Connection: close\r\n");
        return text.append("\r\n").toString();
    }

    private List<String> cookies(HttpHead answer) {
        List<String> set =
                answer.fields().stream()
                        .filter(field -> field.name().equalsIgnoreCase("Set-Cookie"))
                        .map(HttpHead.Field::value)
                        .toList();
        List<String> all = new ArrayList<>(group.stickiness().cookies(target.key(), set));
        if (together != null) {
            all.addAll(Stickiness.pair("AWSALBTG", group.id(), together));
        }
        return all;
    }
}
