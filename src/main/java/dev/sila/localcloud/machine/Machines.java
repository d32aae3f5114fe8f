package dev.sila.localcloud.machine;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A driver: turns instances into something that runs and answers. Calls come under the local
 * cloud's lock.
 */
public interface Machines extends AutoCloseable {
    /** Makes the machine of an instance and starts it. */
    void launch(MachineOrder order);

    /** Stops a machine; its address stays its own. */
    void stop(String instanceId);

    /** Starts a stopped machine again. */
    void start(String instanceId);

    /** Ends a machine at once, connections and all, and forgets it. */
    void terminate(String instanceId);

    /** Where the operator's machine reaches this one, while it exists. */
    Optional<InetAddress> address(String instanceId);

    @Override
    void close();
}
