package dev.sila.localcloud.traffic;

import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.machine.LoopbackAddresses;
import dev.sila.localcloud.machine.Ports;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All balancers and target pools of one local cloud. */
public final class Balancers implements AutoCloseable {
    private final Set<Balancer> open = ConcurrentHashMap.newKeySet();
    private final Timeline timeline;
    private final LoopbackAddresses addresses;
    private final Ports ports;
    private final Probe probe;

    public Balancers(Timeline timeline, LoopbackAddresses addresses, Ports ports, Probe probe) {
        this.timeline = timeline;
        this.addresses = addresses;
        this.ports = ports;
        this.probe = probe;
    }

    /** A balancer with an address of its own; it listens nowhere yet. */
    public Balancer open(String name) {
        Balancer balancer = new Balancer(name, addresses, ports, timeline, open::remove);
        open.add(balancer);
        return balancer;
    }

    /** The living side of a new target group. */
    public TargetPool pool(Circumstances circumstances, HealthCheck check) {
        return new TargetPool(timeline, probe, ports, circumstances, check);
    }

    /** Every listener and where it is really reached. */
    public List<Listening> listening() {
        return open.stream().flatMap(balancer -> balancer.listening().stream()).toList();
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(Balancer::close);
    }
}
