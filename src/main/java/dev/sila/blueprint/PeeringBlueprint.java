package dev.sila.blueprint;

import dev.sila.aws.kind.PeeringConnection;
import dev.sila.aws.kind.PeeringRoutes;
import dev.sila.aws.kind.PeeringRoutes.Route;
import dev.sila.aws.kind.PeeringRules;
import dev.sila.aws.kind.PeeringRules.Source;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Flow;
import dev.sila.model.PeerEnvironment;
import dev.sila.model.PeerEnvironment.Network;
import dev.sila.model.Peering.End;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The peerings of one environment as specs: a connection for each neighbour, the routes of both
 * sides' metanetworks to each other, and the rules by which one side lets the other in.
 */
public final class PeeringBlueprint {
    private final String environment;
    private final Map<String, PeerEnvironment> environments;
    private final Problems problems;
    private final Set<String> neighbours = new TreeSet<>();
    private final Map<String, Set<Route>> routes = new TreeMap<>();
    private final Map<String, Set<Source>> rules = new TreeMap<>();

    private PeeringBlueprint(
            String environment, Map<String, PeerEnvironment> environments, Problems problems) {
        this.environment = environment;
        this.environments = environments;
        this.problems = problems;
    }

    /**
     * The specs. A line that names an environment needs its metanetwork; one with {@code *} is
     * about those environments that have it. What of a neighbour is not there yet is left to the
     * neighbour's own plan, which covers both sides as well.
     *
     * @param flows the traffic that begins or ends in the environment
     * @param environments the environment and every neighbour of the flows, by name
     * @param problems gets what does not fit
     */
    public static List<Spec> specs(
            String environment,
            List<Flow> flows,
            Map<String, PeerEnvironment> environments,
            Problems problems) {
        PeeringBlueprint blueprint = new PeeringBlueprint(environment, environments, problems);
        flows.forEach(blueprint::add);
        PeeringCheck check = new PeeringCheck(environment, environments, problems);
        check.neighbours(blueprint.neighbours, flows);
        check.routes(blueprint.routes, flows);
        return blueprint.all();
    }

    private void add(Flow flow) {
        Optional<Network> from = network(flow, flow.from(), flow.line().from());
        Optional<Network> to = network(flow, flow.to(), flow.line().to());
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        Ref<PeeringConnection> connection = Names.peering(flow.from(), flow.to());
        neighbours.add(flow.neighbourOf(environment));
        lead(from.get(), to.get(), connection);
        lead(to.get(), from.get(), connection);
        if (from.get().guarded() && to.get().guarded()) {
            String group = Names.network(flow.to(), flow.line().to().metaNetwork());
            String other = Names.network(flow.from(), flow.line().from().metaNetwork());
            Ref<SecurityGroup> own =
                    flow.from().equals(environment) ? new Ref<>(SecurityGroup.class, other) : null;
            rules.computeIfAbsent(group, _ -> new LinkedHashSet<>())
                    .add(new Source(other, own, connection, PeeringRules.EVERYTHING));
        }
    }

    private Optional<Network> network(Flow flow, String name, End end) {
        Map<String, Network> networks = Objects.requireNonNull(environments.get(name)).networks();
        Network network = networks.get(end.metaNetwork());
        if (network == null && end.name() != null && !networks.isEmpty()) {
            problems.error(
                    flow.line().where(),
                    end
                            + ": the environment "
                            + name
                            + " has no metanetwork "
                            + end.metaNetwork()
                            + ", only "
                            + String.join(", ", new TreeSet<>(networks.keySet()))
                            + ".",
                    "Name one of these, or add it and bring "
                            + name
                            + " to its files with: sila env create --name "
                            + name);
        }
        return Optional.ofNullable(network);
    }

    private void lead(Network from, Network to, Ref<PeeringConnection> connection) {
        for (String table : from.tables().keySet()) {
            routes.computeIfAbsent(table, _ -> new LinkedHashSet<>())
                    .add(new Route(to.range().toString(), connection));
        }
    }

    private List<Spec> all() {
        List<Spec> specs = new ArrayList<>();
        neighbours.forEach(each -> specs.add(connection(each)));
        routes.forEach((table, leading) ->
                specs.add(new PeeringRoutes(table, own(RouteTable.class, table), leading)));
        rules.forEach((group, sources) ->
                specs.add(new PeeringRules(group, own(SecurityGroup.class, group), sources)));
        return specs;
    }

    /** The reference to something of this environment; null for a neighbour's. */
    private <S extends Spec> @Nullable Ref<S> own(Class<S> type, String name) {
        return name.startsWith(environment + "_") ? new Ref<>(type, name) : null;
    }

    /** Both environments' plans want the same tags: the first by the alphabet is the one. */
    private PeeringConnection connection(String neighbour) {
        String name = Names.peering(environment, neighbour).name();
        boolean first = environment.compareTo(neighbour) < 0;
        Tags tags =
                Names.tags(name, first ? environment : neighbour, Marks.NETWORK)
                        .and(Marks.PEER, first ? neighbour : environment);
        return new PeeringConnection(
                name, Names.vpc(environment), neighbour, PeeringConnection.ACTIVE, tags);
    }
}
