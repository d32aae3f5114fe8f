package dev.sila.rehearsal;

import dev.sila.aws.kind.AliasRecord;
import dev.sila.aws.kind.ClassicLoadBalancer;
import dev.sila.aws.kind.Listener;
import dev.sila.aws.kind.LoadBalancer;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import java.util.List;
import java.util.Set;

/** The specimens of network and classic load balancers, and of the record of one. */
record BalancerSpecimens(Specimens of) {
    List<Spec> all() {
        return List.of(streams(), networkBalancer(), networkListener(), classic(), record());
    }

    TargetGroup streams() {
        String name = of.environment() + "-streams";
        return new TargetGroup(
                name,
                Ref.to(of.vpc()),
                "TCP",
                5672,
                new TargetGroup.HealthCheck("TCP", "", 10, 5, 2, 2),
                30,
                TargetGroup.Stickiness.NONE,
                "true",
                of.tags(name, "mhcqueue"));
    }

    LoadBalancer networkBalancer() {
        String name = of.environment() + "-mhcqueue";
        return new LoadBalancer(
                name,
                "network",
                "internal",
                Set.of(Ref.to(of.subnet("a", 0)), Ref.to(of.subnet("b", 1))),
                Set.of(Ref.to(of.group("web"))),
                null,
                of.tags(name, "mhcqueue"));
    }

    Listener networkListener() {
        String name = of.environment() + "-mhcqueue:5672";
        return new Listener(
                name,
                Ref.to(networkBalancer()),
                5672,
                "TCP",
                null,
                Ref.to(streams()),
                120,
                of.tags(name, "mhcqueue"));
    }

    AliasRecord record() {
        String dnsName = "mhcold-" + of.environment() + ".specimens.test";
        return new AliasRecord(
                AliasRecord.name(dnsName, Specimens.ZONE),
                Specimens.ZONE,
                dnsName,
                Ref.to(classic()));
    }

    ClassicLoadBalancer classic() {
        String name = of.environment() + "-mhcold";
        return new ClassicLoadBalancer(
                name,
                "internal",
                Set.of(Ref.to(of.subnet("a", 0)), Ref.to(of.subnet("b", 1))),
                Set.of(Ref.to(of.group("web"))),
                Set.of(
                        new ClassicLoadBalancer.Listener(80, "HTTP", 8080, "HTTP", null),
                        new ClassicLoadBalancer.Listener(5672, "TCP", 5672, "TCP", null)),
                new ClassicLoadBalancer.HealthCheck("HTTP:8080/health", 10, 5, 2, 2),
                "session",
                300,
                300,
                true,
                of.tags(name, "mhcold").and("sila:hosted-zones", Specimens.ZONE));
    }
}
