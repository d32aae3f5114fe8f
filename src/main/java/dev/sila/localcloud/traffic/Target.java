package dev.sila.localcloud.traffic;

import dev.sila.localcloud.machine.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The traffic side of a registered target: its connections and the requests in flight. Used by many
 * threads without the local cloud's lock.
 */
final class Target {
    private final TargetKey key;
    private final Ports ports;
    private final Map<Upstream, Deque<TargetConnection>> idle = new ConcurrentHashMap<>();
    private final Set<TargetConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean draining;
    private volatile @Nullable InetAddress address;
    private volatile @Nullable Instant healthySince;
    private volatile String zone = "";

    Target(TargetKey key, Ports ports) {
        this.key = key;
        this.ports = ports;
    }

    TargetKey key() {
        return key;
    }

    @Nullable InetAddress address() {
        return address;
    }

    void at(@Nullable InetAddress found) {
        address = found;
    }

    String zone() {
        return zone;
    }

    void in(String found) {
        zone = found;
    }

    @Nullable Instant healthySince() {
        return healthySince;
    }

    void healthySince(Instant since) {
        healthySince = since;
    }

    int inFlight() {
        return inFlight.get();
    }

    /** Takes the right to send one request; refused from the moment that draining began. */
    boolean begin() {
        inFlight.incrementAndGet();
        if (draining) {
            inFlight.decrementAndGet();
            return false;
        }
        return true;
    }

    void end() {
        inFlight.decrementAndGet();
    }

    /** From now on no request begins; those in flight go on. */
    void drain() {
        draining = true;
        closeIdle();
    }

    /** Takes requests again after a drain that was called off. */
    void resume() {
        draining = false;
    }

    /** Ends what is still in flight. */
    void cut() {
        drain();
        open.forEach(TargetConnection::close);
    }

    /** An idle connection that is still good, or a new one. */
    TargetConnection connect(Upstream upstream, boolean fresh, Duration timeout)
            throws IOException {
        Deque<TargetConnection> waiting = idle(upstream);
        for (TargetConnection kept = fresh ? null : waiting.pollLast();
                kept != null;
                kept = waiting.pollLast()) {
            if (kept.usable()) {
                return kept;
            }
            discard(kept);
        }
        InetAddress where = address;
        if (where == null) {
            throw new ConnectException(key + " has no address");
        }
        int port = ports.actual(upstream.port() == 0 ? key.port() : upstream.port());
        TargetConnection connection =
                TargetConnection.open(new InetSocketAddress(where, port), upstream.tls(), timeout);
        open.add(connection);
        return connection;
    }

    private Deque<TargetConnection> idle(Upstream upstream) {
        return idle.computeIfAbsent(upstream, _ -> new ConcurrentLinkedDeque<>());
    }

    /** Keeps a connection for the next request. */
    void keep(Upstream upstream, TargetConnection connection) {
        idle(upstream).addLast(connection);
        if (draining) {
            closeIdle();
        }
    }

    void discard(TargetConnection connection) {
        open.remove(connection);
        connection.close();
    }

    private void closeIdle() {
        for (Deque<TargetConnection> waiting : idle.values()) {
            for (TargetConnection kept = waiting.poll(); kept != null; kept = waiting.poll()) {
                discard(kept);
            }
        }
    }
}
