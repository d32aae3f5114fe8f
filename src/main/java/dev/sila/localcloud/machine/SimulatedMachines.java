package dev.sila.localcloud.machine;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The driver that needs no privileges: this process answers for each machine on a loopback address
 * of its own. {@code GET} of the health path (user data {@code health_url}, by default {@code
 * /health}) gets {@code ok}, every other path {@code Hello from INSTANCE-ID}.
 */
public final class SimulatedMachines implements Machines {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud");

    private final Map<String, Place> places = new HashMap<>();
    private final LoopbackAddresses addresses;
    private final Ports ports;

    /** A machine's fixed facts, and the machine itself while it runs. */
    private record Place(
            InetAddress address, MachineService service, @Nullable SimulatedMachine running) {}

    public SimulatedMachines(LoopbackAddresses addresses, Ports ports) {
        this.addresses = addresses;
        this.ports = ports;
    }

    @Override
    public synchronized void launch(MachineOrder order) {
        if (places.containsKey(order.instanceId())) {
            throw new IllegalStateException(order.instanceId() + " was launched before");
        }
        MachineService service = MachineService.of(order.userData());
        Place place = new Place(addresses.take(), service, null);
        places.put(order.instanceId(), place);
        start(order.instanceId());
    }

    @Override
    public synchronized void stop(String instanceId) {
        Place place = places.get(instanceId);
        if (place != null && place.running() != null) {
            place.running().kill();
            places.put(instanceId, new Place(place.address(), place.service(), null));
        }
    }

    /**
     * A service whose port is wrong or taken stays down, as on a real machine, and it is logged.
     */
    @Override
    public synchronized void start(String instanceId) {
        Place place = places.get(instanceId);
        if (place == null || place.running() != null) {
            return;
        }
        if (place.service().port() == 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: nothing listens, service_port in its user data is not a port",
                    instanceId);
            return;
        }
        try {
            int port = ports.actual(place.service().port());
            SimulatedMachine machine =
                    SimulatedMachine.start(instanceId, place.service(), place.address(), port);
            places.put(instanceId, new Place(place.address(), place.service(), machine));
        } catch (UncheckedIOException failure) {
            LOG.log(System.Logger.Level.WARNING, "Nothing listens on " + instanceId, failure);
        }
    }

    @Override
    public synchronized void terminate(String instanceId) {
        stop(instanceId);
        Place place = places.remove(instanceId);
        if (place != null) {
            addresses.giveBack(place.address());
        }
    }

    @Override
    public synchronized Optional<InetAddress> address(String instanceId) {
        return Optional.ofNullable(places.get(instanceId)).map(Place::address);
    }

    /** Where each machine that runs is reached, as {@code address:port} by instance. */
    public synchronized Map<String, String> listening() {
        Map<String, String> listening = new TreeMap<>();
        places.forEach((instance, place) -> {
            if (place.running() != null) {
                int port = ports.actual(place.service().port());
                listening.put(instance, place.address().getHostAddress() + ":" + port);
            }
        });
        return listening;
    }

    @Override
    public synchronized void close() {
        java.util.List.copyOf(places.keySet()).forEach(this::terminate);
    }
}
