package dev.sila.cli.demo;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One client that asks for the same page again and again. It speaks HTTP/1.1 by itself, because
 * every client library of the JDK repeats a failed GET silently, and here each failure counts. Not
 * thread safe.
 */
final class Visitor implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress address;
    private final boolean keepAlive;
    private @Nullable Socket socket;
    private @Nullable InputStream input;

    /**
     * @param keepAlive whether to use one connection for many requests, as browsers do
     */
    Visitor(InetSocketAddress address, boolean keepAlive) {
        this.address = address;
        this.keepAlive = keepAlive;
    }

    /** A response: its status and its whole body as text. */
    record Answer(int status, String body) {}

    /**
     * Asks once, and never a second time.
     *
     * @throws IOException if no whole response came
     */
    Answer ask(String path) throws IOException {
        try {
            InputStream from = connect();
            String request =
                    "GET "
                            + path
                            + " HTTP/1.1\r\nHost: "
                            + address.getHostString()
                            + "\r\nConnection: "
                            + (keepAlive ? "keep-alive" : "close")
                            + "\r\n\r\n";
            Socket to = socket;
            if (to == null) {
                throw new EOFException("not connected");
            }
            to.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return read(from);
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    private InputStream connect() throws IOException {
        InputStream present = input;
        if (present != null) {
            return present;
        }
        Socket fresh = new Socket();
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(TIMEOUT_MILLIS);
        fresh.connect(address, TIMEOUT_MILLIS);
        InputStream buffered = new BufferedInputStream(fresh.getInputStream());
        socket = fresh;
        input = buffered;
        return buffered;
    }

    private Answer read(InputStream from) throws IOException {
        String status = line(from);
        int length = 0;
        boolean open = keepAlive;
        for (String header = line(from); !header.isEmpty(); header = line(from)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring("content-length:".length()).trim());
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                open = false;
            }
        }
        byte[] body = from.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the response ended early");
        }
        if (!open) {
            close();
        }
        return new Answer(
                Integer.parseInt(status.split(" ", 3)[1]),
                new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = from.read(); next != LINE_END[1]; next = from.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed before the response");
            }
            if (next != LINE_END[0]) {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        Socket old = socket;
        socket = null;
        input = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException ignored) {
                // It was to go anyway.
            }
        }
    }
}
