package dev.sila.localcloud.whole;

import dev.sila.localcloud.service.autoscaling.ClassicLoadBalancers;
import dev.sila.localcloud.service.elb.ClassicBalancers;
import java.util.Optional;

/** What groups see of classic load balancers. */
final class GroupBalancers implements ClassicLoadBalancers {
    private final ClassicBalancers balancers;

    GroupBalancers(ClassicBalancers balancers) {
        this.balancers = balancers;
    }

    @Override
    public boolean exists(String name) {
        return balancers.exists(name);
    }

    @Override
    public void register(String name, String instanceId) {
        balancers.register(name, instanceId);
    }

    @Override
    public void deregister(String name, String instanceId) {
        balancers.deregister(name, instanceId);
    }

    @Override
    public Optional<String> health(String name, String instanceId) {
        return balancers
                .health(name, instanceId)
                .map(health -> health.state().equals("healthy") ? "InService" : "OutOfService");
    }
}
