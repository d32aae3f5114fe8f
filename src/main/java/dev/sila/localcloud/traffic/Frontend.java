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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One listener of a balancer: accepts connections, a virtual thread for each. */
public final class Frontend implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud");

    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Balancer balancer;
    private final int port;
    private final ServerSocket listener;
    private final Consumer<Frontend> closed;
    private final Thread acceptor;
    private volatile List<Route> routes;

    private Frontend(
            Balancer balancer,
            int port,
            ServerSocket listener,
            List<Route> routes,
            Consumer<Frontend> closed) {
        this.balancer = balancer;
        this.port = port;
        this.listener = listener;
        this.routes = List.copyOf(routes);
        this.closed = closed;
        this.acceptor =
                Thread.ofVirtual().name("listener-" + balancer.name()).unstarted(this::accept);
    }

    static Frontend bind(
            Balancer balancer,
            int port,
            Ports ports,
            List<Route> routes,
            Consumer<Frontend> closed) {
        int actual = ports.actual(port);
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(balancer.address(), actual), 1024);
            Frontend frontend = new Frontend(balancer, port, listener, routes, closed);
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

    int port() {
        return port;
    }

    /** The port that is really bound. */
    public int actualPort() {
        return listener.getLocalPort();
    }

    Duration idleTimeout() {
        return balancer.idleTimeout();
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
            new ClientConnection(this, socket).serve();
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
