package dev.sila.localcloud.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client's connection whose bytes go to one target and back as they are. */
final class Relay {
    private final Frontend frontend;
    private final Socket client;

    /** The client's plain connection, which knows the addresses. */
    private final Socket wire;

    private final int seat;

    Relay(Frontend frontend, Socket client, Socket wire, int seat) {
        this.frontend = frontend;
        this.client = client;
        this.wire = wire;
        this.seat = seat;
    }

    /** Passes bytes until both sides are done; hangs up at once when no target can be reached. */
    void serve() throws IOException {
        for (Route route : frontend.routes()) {
            if (route.destination() instanceof Destination.Forward forward) {
                Destination.Weighted group = forward.choose(null).orElse(null);
                if (group != null) {
                    serve(group);
                }
                return;
            }
        }
    }

    private void serve(Destination.Weighted group) throws IOException {
        Set<Target> tried = new HashSet<>();
        boolean byAddress = group.stickiness().kind() == Stickiness.Kind.SOURCE_ADDRESS;
        int place = byAddress ? wire.getInetAddress().hashCode() : seat;
        for (Target target = group.pool().take(null, tried, place);
                target != null;
                target = group.pool().take(null, tried, place)) {
            try {
                TargetConnection connection = connection(group, target);
                if (connection != null) {
                    pass(group, target, connection);
                    return;
                }
                tried.add(target);
            } finally {
                target.end();
            }
        }
    }

    private @Nullable TargetConnection connection(Destination.Weighted group, Target target) {
        try {
            return target.connect(group.upstream(), true, frontend.idleTimeout());
        } catch (IOException unreachable) {
            return null;
        }
    }

    private void pass(Destination.Weighted group, Target target, TargetConnection connection)
            throws IOException {
        Socket there = connection.socket();
        int patience = Math.toIntExact(frontend.idleTimeout().toMillis());
        client.setSoTimeout(patience);
        there.setSoTimeout(patience);
        try {
            there.getOutputStream()
                    .write(
                            ProxyHeader.bytes(
                                    group.upstream().proxyProtocol(),
                                    (InetSocketAddress) wire.getRemoteSocketAddress(),
                                    (InetSocketAddress) wire.getLocalSocketAddress()));
            Thread back = Thread.ofVirtual().start(() -> pump(there, client));
            pump(client, there);
            back.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            target.discard(connection);
        }
    }

    /** Until the one side says that it is done, which the other is told; a failure ends both. */
    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException broken) {
            Quietly.close(from);
            Quietly.close(to);
        }
    }
}
