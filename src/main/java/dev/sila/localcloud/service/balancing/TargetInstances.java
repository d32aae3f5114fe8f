package dev.sila.localcloud.service.balancing;

import java.net.InetAddress;
import java.util.Optional;

/** What load balancers need of instances. Called under the local cloud's lock. */
public interface TargetInstances {
    /**
     * An instance as a target.
     *
     * @param state AWS's name of it, such as {@code running}
     */
    record TargetInstance(String id, String state, String zone, String vpcId) {}

    Optional<TargetInstance> instance(String instanceId);

    /** The instance that has a private address in a VPC. */
    Optional<TargetInstance> atPrivateAddress(String vpcId, String address);

    /** Where this computer reaches the instance's machine. */
    Optional<InetAddress> reach(String instanceId);
}
