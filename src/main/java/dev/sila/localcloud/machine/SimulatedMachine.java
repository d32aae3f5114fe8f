package dev.sila.localcloud.machine;

import dev.sila.localcloud.traffic.http.HttpBody;
import dev.sila.localcloud.traffic.http.HttpHead;
import dev.sila.localcloud.traffic.http.HttpInput;
import dev.sila.localcloud.traffic.http.HttpRequestLine;
import dev.sila.localcloud.traffic.http.MalformedMessageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** One running simulated machine: a listener, and a virtual thread for each connection. */
final class SimulatedMachine {
    private final String instanceId;
    private final MachineService service;
    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private SimulatedMachine(String instanceId, MachineService service, ServerSocket listener) {
        this.instanceId = instanceId;
        this.service = service;
        this.listener = listener;
        this.acceptor = Thread.ofVirtual().name("machine-" + instanceId).unstarted(this::accept);
    }

    static SimulatedMachine start(
            String instanceId, MachineService service, InetAddress address, int port) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(address, port), 1024);
            SimulatedMachine machine = new SimulatedMachine(instanceId, service, listener);
            machine.acceptor.start();
            return machine;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    instanceId + " cannot listen on " + address.getHostAddress() + ":" + port,
                    failure);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                if (listener.isClosed()) {
                    connection.close();
                }
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException _) {
                // Closed, or out of descriptors for a moment: the condition tells which.
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            HttpInput in = new HttpInput(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            for (HttpHead head = in.readHead(); head != null; head = in.readHead()) {
                HttpRequestLine line = HttpRequestLine.of(head);
                if (head.tokens("Expect").contains("100-continue")) {
                    out.write(HttpInput.bytes("HTTP/1.1 100 Continue\r\n\r\n"));
                }
                HttpBody.ofRequest(head).transfer(in, OutputStream.nullOutputStream(), false);
                out.write(answer(line, head.keepsAlive()));
                if (!head.keepsAlive()) {
                    return;
                }
            }
        } catch (MalformedMessageException malformed) {
            refuse(connection);
        } catch (IOException _) {
            // The other side left, or the machine was ended: as with any server, nobody to tell.
        } finally {
            connections.remove(connection);
        }
    }

    private static void refuse(Socket connection) {
        try (connection) {
            String refusal =
                    String.join(
                            "\r\n",
                            "HTTP/1.1 400 Bad Request",
                            "Content-Length: 0",
                            "Connection: close",
                            "",
                            "");
            connection.getOutputStream().write(HttpInput.bytes(refusal));
        } catch (IOException _) {
            // Who sent it did not wait for the answer.
        }
    }

    private byte[] answer(HttpRequestLine line, boolean keepAlive) {
        boolean health = line.path().equals(service.healthPath());
        byte[] body =
                (health ? "ok" : "Hello from " + instanceId + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] head =
                HttpInput.bytes(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"
                                + "Content-Length: "
                                + body.length
                                + (keepAlive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n"));
        if (line.method().equals("HEAD")) {
            return head;
        }
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /**
     * Ends it at once, as a kill does: the listener and every connection close. The port is free
     * when this returns: only the accepting thread's own end gives it back.
     */
    void kill() {
        close(listener);
        connections.forEach(SimulatedMachine::close);
        try {
            acceptor.join(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception failure) {
            System.getLogger("dev.sila.localcloud")
                    .log(System.Logger.Level.DEBUG, "closing a socket of a machine", failure);
        }
    }
}
