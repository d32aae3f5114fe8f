package dev.sila.localcloud.service.elb;

import dev.sila.localcloud.traffic.Health;
import java.util.Optional;

/** What Auto Scaling does with classic load balancers. Called under the local cloud's lock. */
public interface ClassicBalancers {
    boolean exists(String name);

    /** Registers an instance; nothing if the balancer is gone. */
    void register(String name, String instanceId);

    /** Begins the draining of an instance; nothing if it is not there. */
    void deregister(String name, String instanceId);

    /**
     * The health of an instance at a balancer: {@code healthy} is what AWS calls InService there;
     * absent when it is not registered any more.
     */
    Optional<Health> health(String name, String instanceId);
}
