package dev.sila.localcloud.service.elb;

import dev.sila.localcloud.service.balancing.TargetInstances.TargetInstance;
import dev.sila.localcloud.traffic.Circumstances;
import dev.sila.localcloud.traffic.Health;
import dev.sila.localcloud.traffic.TargetKey;
import java.net.InetAddress;
import java.util.Optional;

/** What a classic balancer's instances depend on besides their health. */
final class InstanceCircumstances implements Circumstances {
    private final Classic classic;
    private final String name;

    InstanceCircumstances(Classic classic, String name) {
        this.classic = classic;
        this.name = name;
    }

    @Override
    public Optional<Health> hindrance(TargetKey target) {
        Optional<TargetInstance> instance = classic.instances.instance(target.id());
        String state = instance.map(TargetInstance::state).orElse("terminated");
        if (!state.equals("running")) {
            return Optional.of(Health.notRunning(state));
        }
        BalancerEntry balancer = classic.balancers.get(name);
        boolean enabled =
                balancer != null && balancer.place.zones().contains(instance.get().zone());
        return enabled ? Optional.empty() : Optional.of(Health.ZONE_NOT_ENABLED);
    }

    @Override
    public Optional<InetAddress> address(TargetKey target) {
        return classic.instances.reach(target.id());
    }

    @Override
    public Optional<String> zone(TargetKey target) {
        return classic.instances.instance(target.id()).map(TargetInstance::zone);
    }
}
