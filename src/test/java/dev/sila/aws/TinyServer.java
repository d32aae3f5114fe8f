package dev.sila.aws;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that answers each request as it was told to, and misbehaves on demand. */
final class TinyServer implements AutoCloseable {
    /**
     * How one request is answered.
     *
     * @param bytes what is written, as it is
     * @param close whether the connection is closed then
     */
    record Answer(String bytes, boolean close) {
        static Answer of(int status, String body) {
            return new Answer(head(status, body.length()) + body, false);
        }

        /** A whole answer on a connection that the server then closes without saying so. */
        static Answer thenHangUp(int status, String body) {
            return new Answer(head(status, body.length()) + body, true);
        }

        /** No answer at all: the connection ends. */
        static Answer none() {
            return new Answer("", true);
        }

        /** An answer that breaks off in its body. */
        static Answer brokenOff(String body) {
            return new Answer(head(200, body.length() + 100) + body, true);
        }

        private static String head(int status, int length) {
            return "HTTP/1.1 " + status + " Status\r\nContent-Length: " + length + "\r\n\r\n";
        }
    }

    /** A request as it came in. */
    record Request(String head, String body) {}

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private final AtomicInteger open = new AtomicInteger();

    TinyServer() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    TinyServer answers(Answer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    List<Request> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    /** How many connections are open now. */
    int open() {
        return open.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                open.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            boolean more = true;
            while (more) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                String body = new String(in.readNBytes(length(head)), StandardCharsets.UTF_8);
                requests.add(new Request(head, body));
                Answer answer = answers.poll();
                if (answer == null) {
                    return;
                }
                connection.getOutputStream().write(answer.bytes().getBytes(StandardCharsets.UTF_8));
                more = !answer.close();
            }
        } catch (IOException e) {
            // The client went away; the test sees it.
        } finally {
            open.decrementAndGet();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private static int length(String head) {
        return head.lines()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .filter(each -> each.startsWith("content-length:"))
                .mapToInt(each -> Integer.parseInt(each.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
