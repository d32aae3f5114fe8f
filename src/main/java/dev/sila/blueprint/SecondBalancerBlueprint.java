package dev.sila.blueprint;

import dev.sila.aws.kind.Listener;
import dev.sila.aws.kind.LoadBalancer;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.model.Balancer;
import dev.sila.model.Balancer.Port;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** An application or network load balancer, AWS's second generation, as specs. */
final class SecondBalancerBlueprint {
    /** How long a cookie holds: a day, which is AWS's own default. */
    private static final int STICKY_SECONDS = 86400;

    private final BalancerBlueprint of;
    private final Balancer balancer;
    private final boolean network;
    private final String name;

    SecondBalancerBlueprint(BalancerBlueprint of) {
        this.of = of;
        this.balancer = of.balancer();
        this.network = balancer.type() == Balancer.Type.NLB;
        this.name = Names.balancer(of.environment().name(), of.hostclass().part());
    }

    /** The target groups, the balancer and its listeners. */
    List<Spec> specs(List<String> zones) {
        check(zones);
        Map<Port, TargetGroup> groups = groups();
        List<Spec> specs = new ArrayList<>(groups.values());
        specs.add(loadBalancer(zones));
        for (Balancer.Mapping each : balancer.ports()) {
            TargetGroup group = Objects.requireNonNull(groups.get(forwarded(each.inside())));
            specs.add(listener(each.outside(), group));
        }
        return specs;
    }

    Ref<LoadBalancer> ref() {
        return Names.loadBalancer(of.environment().name(), of.hostclass().part());
    }

    /** The groups in which instances are registered. */
    Set<Ref<TargetGroup>> targets() {
        return Set.copyOf(groups().values().stream().map(Ref::to).toList());
    }

    private void check(List<String> zones) {
        String hostclass = of.hostclass().name();
        if (!network && zones.size() < 2) {
            throw new ProblemException(
                    Problem.error(
                            of.hostclass().where(),
                            "the load balancer of "
                                    + hostclass
                                    + " needs subnets in two"
                                    + " zones, but the environment is in "
                                    + zones
                                    + ".",
                            "Give the environment more zones, or write lb_type=classic,"
                                    + " lb_type=nlb or elb=no."));
        }
        if (name.startsWith("internal-") || !name.matches("[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]")) {
            throw new ProblemException(
                    Problem.error(
                            of.hostclass().where(),
                            "AWS does not allow the name " + name + " for a load balancer.",
                            "Use letters, digits and hyphens, and do not call the environment"
                                    + " \"internal\"."));
        }
    }

    /** A port of the hosts as the balancer speaks to it. */
    private Port forwarded(Port inside) {
        return network ? new Port(inside.number(), connection(inside)) : inside;
    }

    private static String connection(Port port) {
        return port.secure() ? "TLS" : "TCP";
    }

    /** One group for each different port of the hosts; the first has the plain name. */
    private Map<Port, TargetGroup> groups() {
        Map<Port, TargetGroup> groups = new LinkedHashMap<>();
        for (Balancer.Mapping each : balancer.ports()) {
            Port inside = each.inside();
            groups.computeIfAbsent(
                    forwarded(inside), port -> targetGroup(port, inside, groups.isEmpty()));
        }
        return groups;
    }

    private TargetGroup targetGroup(Port port, Port spoken, boolean first) {
        String hostclass = of.hostclass().part();
        String own =
                first
                        ? name
                        : Names.balancer(of.environment().name(), hostclass + "-" + port.number());
        Balancer.Check check = balancer.check();
        return new TargetGroup(
                own,
                Names.vpc(of.environment().name()),
                port.protocol(),
                port.number(),
                new TargetGroup.HealthCheck(
                        spoken.http() ? spoken.protocol() : "TCP",
                        spoken.http() ? check.path() : "",
                        check.intervalSeconds(),
                        of.checkTimeout(),
                        check.healthy(),
                        check.unhealthy()),
                balancer.drainSeconds(),
                balancer.cookie().isEmpty()
                        ? TargetGroup.Stickiness.NONE
                        : new TargetGroup.Stickiness(balancer.cookie(), STICKY_SECONDS),
                crossZone(),
                of.tags(own));
    }

    /** An application load balancer spreads over all zones by itself. */
    private String crossZone() {
        return balancer.crossZone() && !network
                ? "use_load_balancer_configuration"
                : String.valueOf(balancer.crossZone());
    }

    private LoadBalancer loadBalancer(List<String> zones) {
        return new LoadBalancer(
                name,
                network ? "network" : "application",
                of.scheme(),
                of.subnets(zones),
                of.securityGroups(),
                network ? null : Integer.valueOf(balancer.idleSeconds()),
                of.balancerTags(name));
    }

    private Listener listener(Port outside, TargetGroup group) {
        String own = Names.listener(name, outside.number());
        String protocol = network ? connection(outside) : outside.protocol();
        return new Listener(
                own,
                ref(),
                outside.number(),
                protocol,
                of.certificate(outside),
                Ref.to(group),
                protocol.equals("TCP") ? Integer.valueOf(balancer.idleSeconds()) : null,
                of.tags(own));
    }
}
