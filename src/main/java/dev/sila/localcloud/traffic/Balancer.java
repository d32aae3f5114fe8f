package dev.sila.localcloud.traffic;

import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.machine.LoopbackAddresses;
import dev.sila.localcloud.machine.Ports;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A load balancer that really listens, on a loopback address of its own. */
public final class Balancer implements AutoCloseable {
    private final Set<Frontend> frontends = ConcurrentHashMap.newKeySet();
    private final String name;
    private final LoopbackAddresses addresses;
    private final Ports ports;
    private final Timeline timeline;
    private final Consumer<Balancer> closed;
    private final InetAddress address;
    private volatile Duration idleTimeout = Duration.ofMinutes(1);
    private volatile Forwarding forwarding = Forwarding.STANDARD;

    Balancer(
            String name,
            LoopbackAddresses addresses,
            Ports ports,
            Timeline timeline,
            Consumer<Balancer> closed) {
        this.name = name;
        this.addresses = addresses;
        this.ports = ports;
        this.timeline = timeline;
        this.closed = closed;
        this.address = addresses.take();
    }

    public InetAddress address() {
        return address;
    }

    String name() {
        return name;
    }

    /** Sets how long a connection may be silent; in AWS's time. */
    public void idleTimeout(Duration onAws) {
        idleTimeout = onAws;
    }

    /** In real time, never under half a second, which a busy computer needs. */
    Duration idleTimeout() {
        return scaled(idleTimeout);
    }

    Duration scaled(Duration onAws) {
        Duration scaled = timeline.scaled(onAws);
        Duration least = Duration.ofMillis(500);
        return scaled.compareTo(least) < 0 ? least : scaled;
    }

    /** Sets what happens to the header fields of requests. */
    public void forwarding(Forwarding changed) {
        forwarding = changed;
    }

    Forwarding forwarding() {
        return forwarding;
    }

    /**
     * Listens on a port and treats requests by the first route that takes them, or connections by
     * the first that forwards.
     *
     * @throws java.io.UncheckedIOException when the port cannot be bound
     */
    public Frontend listen(int port, Speech speech, List<Route> routes) {
        Frontend frontend = Frontend.bind(this, port, ports, speech, routes, frontends::remove);
        frontends.add(frontend);
        return frontend;
    }

    List<Listening> listening() {
        return frontends.stream()
                .map(each ->
                        new Listening(
                                name, address.getHostAddress(), each.port(), each.actualPort()))
                .toList();
    }

    /** Closes every listener and connection and gives the address back. */
    @Override
    public void close() {
        List.copyOf(frontends).forEach(Frontend::close);
        addresses.giveBack(address);
        closed.accept(this);
    }
}
