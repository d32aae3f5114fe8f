package dev.sila.blueprint;

import dev.sila.aws.kind.Listener;
import dev.sila.aws.kind.LoadBalancer;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Balancer;
import dev.sila.model.Balancer.Port;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The application load balancer of a hostclass as specs. */
final class BalancerBlueprint {
    /** How long the balancer's cookie holds: a day, which is AWS's own default. */
    private static final int STICKY_SECONDS = 86400;

    private static final int LONGEST_CHECK_TIMEOUT = 4;

    private final Environment environment;
    private final Hostclass hostclass;
    private final Balancer balancer;
    private final Tags tags;
    private final String name;

    /**
     * @param tags the tags of everything of the hostclass, without a name
     */
    BalancerBlueprint(Environment environment, Hostclass hostclass, Balancer balancer, Tags tags) {
        this.environment = environment;
        this.hostclass = hostclass;
        this.balancer = balancer;
        this.tags = tags;
        this.name = Names.balancer(environment.name(), hostclass.name());
    }

    /** The target groups, the balancer and its listeners. */
    List<Spec> specs(List<String> zones) {
        check(zones);
        List<Spec> specs = new ArrayList<>(groups().values());
        specs.add(loadBalancer(zones));
        for (Balancer.Mapping each : balancer.ports()) {
            specs.add(listener(each));
        }
        return specs;
    }

    /** The groups in which instances are registered. */
    Set<Ref<TargetGroup>> targets() {
        return Set.copyOf(groups().values().stream().map(Ref::to).toList());
    }

    private void check(List<String> zones) {
        if (zones.size() < 2) {
            throw new ProblemException(
                    Problem.error(
                            hostclass.where(),
                            "the load balancer of "
                                    + hostclass.name()
                                    + " needs subnets in two"
                                    + " zones, but the environment is in "
                                    + zones
                                    + ".",
                            "Give the environment more zones, or write elb=no."));
        }
        if (name.startsWith("internal-") || !name.matches("[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]")) {
            throw new ProblemException(
                    Problem.error(
                            hostclass.where(),
                            "AWS does not allow the name " + name + " for a load balancer.",
                            "Use letters, digits and hyphens, and do not call the environment"
                                    + " \"internal\"."));
        }
    }

    /** One group for each different port of the hosts; the first has the plain name. */
    private Map<Port, TargetGroup> groups() {
        Map<Port, TargetGroup> groups = new LinkedHashMap<>();
        for (Balancer.Mapping each : balancer.ports()) {
            groups.putIfAbsent(each.inside(), targetGroup(each.inside(), groups.isEmpty()));
        }
        return groups;
    }

    private TargetGroup targetGroup(Port port, boolean first) {
        String own =
                first
                        ? name
                        : Names.balancer(
                                environment.name(), hostclass.name() + "-" + port.number());
        Balancer.Check check = balancer.check();
        int timeout = Math.min(LONGEST_CHECK_TIMEOUT, check.intervalSeconds() - 1);
        return new TargetGroup(
                own,
                Names.vpc(environment.name()),
                port.protocol(),
                port.number(),
                new TargetGroup.HealthCheck(
                        port.protocol(),
                        check.path(),
                        check.intervalSeconds(),
                        timeout,
                        check.healthy(),
                        check.unhealthy()),
                balancer.drainSeconds(),
                balancer.sticky() ? STICKY_SECONDS : 0,
                tags.and("Name", own));
    }

    private LoadBalancer loadBalancer(List<String> zones) {
        String network = balancer.metaNetwork();
        Set<Ref<Subnet>> subnets =
                Set.copyOf(
                        zones.stream()
                                .map(each -> Names.subnet(environment.name(), network, each))
                                .toList());
        return new LoadBalancer(
                name,
                balancer.open() ? "internet-facing" : "internal",
                subnets,
                Set.of(Names.securityGroup(environment.name(), network)),
                balancer.idleSeconds(),
                tags.and("Name", name));
    }

    private Listener listener(Balancer.Mapping mapping) {
        Port port = mapping.outside();
        String own = name + ":" + port.number();
        TargetGroup group = groups().get(mapping.inside());
        if (group == null) {
            throw new IllegalStateException("every port of the hosts has a group");
        }
        boolean tls = port.protocol().equals("HTTPS");
        return new Listener(
                own,
                new Ref<>(LoadBalancer.class, name),
                port.number(),
                port.protocol(),
                tls ? balancer.certificateArn() : null,
                Ref.to(group),
                tags.and("Name", own));
    }
}
