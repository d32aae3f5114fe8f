package dev.sila.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request of which the balancer has chosen a host, and of which only the half is sent. */
final class HeldRequest implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final BufferedReader answer;

    private HeldRequest(InetSocketAddress balancer) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(balancer, TIMEOUT_MILLIS);
        answer =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns once a host has taken it: only then the balancer asks for the body. */
    static HeldRequest begin(InetSocketAddress balancer) throws IOException {
        HeldRequest held = new HeldRequest(balancer);
        held.send(
                String.join(
                        "\r\n",
                        "POST / HTTP/1.1",
                        "Host: " + balancer.getHostString(),
                        "Content-Length: 4",
                        "Expect: 100-continue",
                        "Connection: close",
                        "",
                        ""));
        String line = held.answer.readLine();
        if (!"HTTP/1.1 100 Continue".equals(line)) {
            throw new IOException("The balancer says " + line);
        }
        held.answer.readLine();
        held.send("ha");
        return held;
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends the rest, and returns the last line of the answer.
     *
     * @throws IOException if the answer is not one of success
     */
    String finish() throws IOException {
        send("lf");
        String status = answer.readLine();
        if (status == null || !status.startsWith("HTTP/1.1 200")) {
            throw new IOException("The answer begins with " + status);
        }
        return answer.lines().reduce("", (before, line) -> line);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
