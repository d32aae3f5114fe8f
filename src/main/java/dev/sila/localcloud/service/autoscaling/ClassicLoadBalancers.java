package dev.sila.localcloud.service.autoscaling;

import java.util.Optional;

/** What Auto Scaling does with Classic Load Balancers. Called under the local cloud's lock. */
public interface ClassicLoadBalancers {
    /** None at all: every name is unknown. */
    ClassicLoadBalancers NONE =
            new ClassicLoadBalancers() {
                @Override
                public boolean exists(String name) {
                    return false;
                }

                @Override
                public void register(String name, String instanceId) {
                    throw new IllegalStateException("There is no load balancer " + name);
                }

                @Override
                public void deregister(String name, String instanceId) {
                    throw new IllegalStateException("There is no load balancer " + name);
                }

                @Override
                public Optional<String> health(String name, String instanceId) {
                    return Optional.empty();
                }
            };

    boolean exists(String name);

    /** Registers an instance; nothing if the balancer is gone. */
    void register(String name, String instanceId);

    /** Begins the draining of an instance; nothing if it is not there. */
    void deregister(String name, String instanceId);

    /**
     * {@code InService} or {@code OutOfService}, as DescribeInstanceHealth has it; absent when the
     * instance is not registered there any more, its connections drained.
     */
    Optional<String> health(String name, String instanceId);
}
