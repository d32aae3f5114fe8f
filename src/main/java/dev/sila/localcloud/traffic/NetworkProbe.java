package dev.sila.localcloud.traffic;

import dev.sila.localcloud.machine.Ports;
import dev.sila.localcloud.traffic.http.HttpHead;
import dev.sila.localcloud.traffic.http.HttpInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/** Really connects to the target and really asks, on a virtual thread. */
public final class NetworkProbe implements Probe {
    private final Lock lock;
    private final Ports ports;

    public NetworkProbe(Lock lock, Ports ports) {
        this.lock = lock;
        this.ports = ports;
    }

    @Override
    public void look(
            HealthCheck check,
            InetAddress address,
            int port,
            Duration timeout,
            Consumer<Outcome> tell) {
        InetSocketAddress where = new InetSocketAddress(address, ports.actual(port));
        Thread.ofVirtual()
                .name("health-check")
                .start(() -> {
                    Outcome outcome = ask(check, where, Math.toIntExact(timeout.toMillis()));
                    lock.lock();
                    try {
                        tell.accept(outcome);
                    } finally {
                        lock.unlock();
                    }
                });
    }

    private static Outcome ask(HealthCheck check, InetSocketAddress where, int timeout) {
        try (Socket socket = new Socket()) {
            socket.connect(where, timeout);
            socket.setSoTimeout(timeout);
            boolean encrypted = check.protocol().matches("HTTPS|SSL");
            Socket spoken = encrypted ? Tls.towards(socket, where) : socket;
            if (check.matcher() == null) {
                return Outcome.PASSED;
            }
            int status = status(spoken, check, where);
            return check.matcher().matches(status) ? Outcome.PASSED : Outcome.mismatch(status);
        } catch (SocketTimeoutException late) {
            return Outcome.timeout();
        } catch (IOException failure) {
            return Outcome.failed();
        }
    }

    private static int status(Socket socket, HealthCheck check, InetSocketAddress where)
            throws IOException {
        String host = where.getAddress().getHostAddress() + ":" + where.getPort();
        socket.getOutputStream()
                .write(
                        HttpInput.bytes(
                                "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n"
                                                .formatted(check.path(), host)
                                        + "User-Agent: ELB-HealthChecker/2.0\r\n\r\n"));
        HttpHead head = new HttpInput(socket.getInputStream()).readHead();
        if (head == null || !head.startLine().matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw new IOException("no answer");
        }
        return Integer.parseInt(head.startLine().substring(9, 12));
    }
}
