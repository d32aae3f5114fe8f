package dev.sila.localcloud.traffic;

import dev.sila.localcloud.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One listener of a balancer: accepts connections, a virtual thread for each. */
public final class Frontend implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud");

    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Balancer balancer;
    private final int port;
    private final ServerSocket listener;
    private final Consumer<Frontend> closed;
    private final Thread acceptor;
    private final AtomicInteger seats = new AtomicInteger();
    private volatile List<Route> routes = List.of();
    private volatile Speech speech = Speech.HTTP;
    private volatile @Nullable SSLSocketFactory encryption;
    private volatile @Nullable Duration idleTimeout;

    private Frontend(
            Balancer balancer, int port, ServerSocket listener, Consumer<Frontend> closed) {
        this.balancer = balancer;
        this.port = port;
        this.listener = listener;
        this.closed = closed;
        this.acceptor =
                Thread.ofVirtual().name("listener-" + balancer.name()).unstarted(this::accept);
    }

    static Frontend bind(
            Balancer balancer,
            int port,
            Ports ports,
            Speech speech,
            List<Route> routes,
            Consumer<Frontend> closed) {
        int actual = ports.actual(port);
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(balancer.address(), actual), 1024);
            Frontend frontend = new Frontend(balancer, port, listener, closed);
            frontend.routes(routes);
            frontend.speech(speech);
            if (actual != port) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0}: this process may not bind port {1,number,#}, the balancer listens on"
                                + " {2}:{3,number,#} instead",
                        balancer.name(),
                        port,
                        balancer.address().getHostAddress(),
                        actual);
            }
            frontend.acceptor.start();
            return frontend;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    balancer.name() + " cannot listen on " + balancer.address() + ":" + actual,
                    failure);
        }
    }

    /** The listener's port on AWS. */
    public int port() {
        return port;
    }

    /** The port that is really bound. */
    public int actualPort() {
        return listener.getLocalPort();
    }

    /** In real time. */
    Duration idleTimeout() {
        Duration own = idleTimeout;
        return own == null ? balancer.idleTimeout() : balancer.scaled(own);
    }

    /** Sets how long its connections may be silent, whatever its balancer says; in AWS's time. */
    public void idleTimeout(Duration onAws) {
        idleTimeout = onAws;
    }

    Forwarding forwarding() {
        return balancer.forwarding();
    }

    /** As X-Forwarded-Proto tells it. */
    String scheme() {
        return encryption == null ? "http" : "https";
    }

    /** Replaces what is spoken; connections that are open go on. */
    public void speech(Speech changed) {
        encryption = changed.identities().isEmpty() ? null : Tls.server(changed.identities());
        speech = changed;
    }

    List<Route> routes() {
        return routes;
    }

    /** Replaces the routes; requests that already chose go on. */
    public void routes(List<Route> changed) {
        routes = List.copyOf(changed);
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

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(idleTimeout().toMillis()));
            SSLSocketFactory encrypted = encryption;
            Socket client = encrypted == null ? socket : Tls.accept(encrypted, socket);
            int seat = seats.getAndIncrement();
            if (speech.http()) {
                new ClientConnection(this, client, seat).serve();
            } else {
                new Relay(this, client, socket, seat).serve();
            }
            client.close();
        } catch (IOException _) {
            // The client left or was cut off: nobody to tell.
        } finally {
            connections.remove(socket);
        }
    }

    /** Stops listening and closes every connection; the port is free when this returns. */
    @Override
    public void close() {
        Quietly.close(listener);
        connections.forEach(Quietly::close);
        try {
            acceptor.join(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        closed.accept(this);
    }
}
