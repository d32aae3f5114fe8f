package dev.sila.blueprint;

import dev.sila.aws.kind.ClassicLoadBalancer;
import dev.sila.engine.Ref;
import dev.sila.model.Balancer;
import java.util.List;
import java.util.stream.Collectors;

/** A classic load balancer as a spec. */
final class ClassicBlueprint {
    private final BalancerBlueprint of;
    private final Balancer balancer;
    private final String name;

    ClassicBlueprint(BalancerBlueprint of) {
        this.of = of;
        this.balancer = of.balancer();
        this.name = Names.classicBalancer(of.environment().name(), of.hostclass().part());
    }

    Ref<ClassicLoadBalancer> ref() {
        return Names.classicLoadBalancer(of.environment().name(), of.hostclass().part());
    }

    ClassicLoadBalancer spec(List<String> zones) {
        Balancer.Check check = balancer.check();
        return new ClassicLoadBalancer(
                name,
                of.scheme(),
                of.subnets(zones),
                of.securityGroups(),
                balancer.ports().stream()
                        .map(this::listener)
                        .collect(Collectors.toUnmodifiableSet()),
                new ClassicLoadBalancer.HealthCheck(
                        target(),
                        check.intervalSeconds(),
                        of.checkTimeout(),
                        check.healthy(),
                        check.unhealthy()),
                balancer.cookie(),
                balancer.idleSeconds(),
                balancer.drainSeconds(),
                balancer.crossZone(),
                of.balancerTags(name));
    }

    private ClassicLoadBalancer.Listener listener(Balancer.Mapping mapping) {
        Balancer.Port outside = mapping.outside();
        Balancer.Port inside = mapping.inside();
        return new ClassicLoadBalancer.Listener(
                outside.number(),
                outside.protocol(),
                inside.number(),
                inside.protocol(),
                of.certificate(outside));
    }

    /** The first port of the hosts that speaks HTTP is asked; else the first is connected to. */
    private String target() {
        List<Balancer.Port> inside =
                balancer.ports().stream().map(Balancer.Mapping::inside).toList();
        return inside.stream()
                .filter(Balancer.Port::http)
                .findFirst()
                .map(each -> each.protocol() + ":" + each.number() + balancer.check().path())
                .orElseGet(() -> "TCP:" + inside.getFirst().number());
    }
}
