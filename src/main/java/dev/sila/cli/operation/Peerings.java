package dev.sila.cli.operation;

import dev.sila.aws.Neighbourhood;
import dev.sila.aws.Vpcs;
import dev.sila.aws.kind.PeeringConnection;
import dev.sila.aws.kind.PeeringRoutes;
import dev.sila.aws.kind.PeeringRules;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Vpc;
import dev.sila.blueprint.PeeringBlueprint;
import dev.sila.config.Configuration;
import dev.sila.config.PeeringReader;
import dev.sila.engine.Found;
import dev.sila.engine.Observation;
import dev.sila.engine.Plan;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.model.Flow;
import dev.sila.model.PeerEnvironment;
import dev.sila.model.Peering;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The peerings of environments: from {@code [peerings]} to plans that cover both sides. */
public final class Peerings {
    /** The kinds that peerings consist of. */
    public static final List<Class<? extends Spec>> KINDS =
            List.of(PeeringConnection.class, PeeringRoutes.class, PeeringRules.class);

    /** The kinds that say what of an environment there is to peer. */
    private static final List<Class<? extends Spec>> GROUND =
            List.of(Vpc.class, Subnet.class, RouteTable.class, SecurityGroup.class);

    private final Cloud cloud;
    private final Configuration configuration;

    public Peerings(Cloud cloud, Configuration configuration) {
        this.cloud = cloud;
        this.configuration = configuration;
    }

    /**
     * What has to be done so that the peerings of an environment that exists are as the files say.
     */
    public Plan plan(String name) {
        Observation world = cloud.planner().observe(new Scope(name, Set.of()));
        world.start(KINDS);
        world.start(GROUND);
        Found<Vpc> vpc =
                world.found(Vpc.class).stream().findFirst().orElseThrow(() -> noNetwork(name));
        List<Spec> network = new ArrayList<>();
        GROUND.forEach(kind -> world.found(kind).forEach(each -> network.add(each.state())));
        String type = vpc.state().tags().values().getOrDefault("type", "");
        return cloud.planner().plan(world, KINDS, specs(name, type, network, world));
    }

    private static ProblemException noNetwork(String environment) {
        return new ProblemException(
                Problem.error(
                        "environment " + environment,
                        "has no network in this region.",
                        "Make it with: sila env create --name " + environment));
    }

    /** The end of all peerings of the environment; needs no files. */
    public static Plan destruction(Cloud cloud, String name) {
        return cloud.planner().plan(new Scope(name, Set.of()), KINDS, List.of());
    }

    /**
     * The environment's peerings as specs.
     *
     * @param network what its network consists of, or shall consist of
     * @throws ProblemException with everything that does not fit
     */
    List<Spec> specs(String name, String type, List<Spec> network, Observation world) {
        Problems problems = new Problems();
        List<Peering> lines = new PeeringReader(configuration, problems).read();
        boolean concerned =
                lines.stream()
                        .anyMatch(each ->
                                each.from().matches(name, type) || each.to().matches(name, type));
        List<Spec> specs =
                concerned ? specs(name, type, lines, network, world, problems) : List.of();
        problems.throwIfErrors();
        return specs;
    }

    private List<Spec> specs(
            String name,
            String type,
            List<Peering> lines,
            List<Spec> network,
            Observation world,
            Problems problems) {
        Map<String, Vpcs.Environment> existing = new HashMap<>();
        Map<String, String> types = new HashMap<>();
        for (Vpcs.Environment each : new Vpcs(cloud.clients().ec2()).environments()) {
            existing.put(each.name(), each);
            types.put(each.name(), each.type());
        }
        types.put(name, type);
        List<Flow> flows = Flow.of(name, lines, types, problems);
        Set<String> neighbours =
                flows.stream().map(each -> each.neighbourOf(name)).collect(Collectors.toSet());
        PeerViews views = new PeerViews(own(world));
        Map<String, PeerEnvironment> environments = new HashMap<>();
        environments.put(name, views.of(name, network));
        Neighbourhood.View view = new Neighbourhood(cloud.clients().ec2()).of(neighbours);
        neighbours.forEach(each -> {
            Vpcs.Environment vpc = existing.get(each);
            if (vpc != null) {
                environments.put(each, views.of(vpc, view));
            }
        });
        return PeeringBlueprint.specs(name, flows, environments, problems);
    }

    /** The identifiers of the connections that plans of this environment look after. */
    private static Set<String> own(Observation world) {
        return world.found(PeeringConnection.class).stream()
                .map(Found::id)
                .collect(Collectors.toSet());
    }
}
