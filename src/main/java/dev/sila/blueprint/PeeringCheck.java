package dev.sila.blueprint;

import dev.sila.aws.kind.PeeringConnection;
import dev.sila.aws.kind.PeeringRoutes.Route;
import dev.sila.engine.Ref;
import dev.sila.model.Cidr;
import dev.sila.model.Flow;
import dev.sila.model.PeerEnvironment;
import dev.sila.model.PeerEnvironment.Network;
import dev.sila.model.PeerEnvironment.Taken;
import dev.sila.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What AWS would refuse of peerings, or would do otherwise than the files mean. */
final class PeeringCheck {
    /** The most active connections that AWS allows for a VPC, on request; at first it is 50. */
    private static final int MOST = 125;

    private final String environment;
    private final Map<String, PeerEnvironment> environments;
    private final Problems problems;

    PeeringCheck(String environment, Map<String, PeerEnvironment> environments, Problems problems) {
        this.environment = environment;
        this.environments = environments;
        this.problems = problems;
    }

    /** That no neighbour's addresses are the environment's own, and that they are not too many. */
    void neighbours(Set<String> neighbours, List<Flow> flows) {
        PeerEnvironment own = Objects.requireNonNull(environments.get(environment));
        for (String each : neighbours) {
            PeerEnvironment other = Objects.requireNonNull(environments.get(each));
            if (own.overlaps(other)) {
                problems.error(
                        where(flows, each),
                        environment
                                + " "
                                + own.ranges()
                                + " and "
                                + each
                                + " "
                                + other.ranges()
                                + " have addresses in common, so AWS does not peer them.",
                        "Make one of them anew with another vpc_cidr, or with ip_space, which avoids"
                                + " the other VPCs.");
            }
        }
        if (neighbours.size() > MOST) {
            problems.error(
                    where(flows, neighbours.iterator().next()),
                    environment
                            + " would be peered with "
                            + neighbours.size()
                            + " environments; AWS allows a VPC at most "
                            + MOST
                            + " active peering connections (50 unless you ask for more).",
                    "Peer fewer. Peerings are not transitive, so a hub between them does not help.");
        }
    }

    private static String where(List<Flow> flows, String name) {
        return flows.stream()
                .filter(each -> each.from().equals(name) || each.to().equals(name))
                .map(each -> each.line().where())
                .findFirst()
                .orElse("[peerings]");
    }

    /** That in each table, one destination leads to one place. */
    void routes(Map<String, Set<Route>> routes, List<Flow> flows) {
        routes.forEach((table, wanted) -> {
            for (Route route : wanted) {
                Cidr range = Cidr.of(route.destination());
                taken(table).stream()
                        .filter(each -> each.excludes(range))
                        .forEach(each -> occupied(table, route, each.toString(), flows));
                wanted.stream()
                        .filter(each ->
                                each.connection().name().compareTo(route.connection().name()) > 0)
                        .filter(each -> Cidr.of(each.destination()).overlaps(range))
                        .forEach(each -> occupied(table, route, each.inWords(), flows));
            }
        });
    }

    private List<Taken> taken(String table) {
        return environments.values().stream()
                .flatMap(each -> each.networks().values().stream())
                .map(Network::tables)
                .filter(each -> each.containsKey(table))
                .flatMap(each -> each.get(table).stream())
                .distinct()
                .toList();
    }

    private void occupied(String table, Route route, String other, List<Flow> flows) {
        Ref<PeeringConnection> connection = route.connection();
        String where =
                flows.stream()
                        .filter(each -> Names.peering(each.from(), each.to()).equals(connection))
                        .map(each -> each.line().where())
                        .findFirst()
                        .orElse("[peerings]");
        problems.error(
                where,
                "the route table "
                        + table
                        + " cannot lead "
                        + route.inWords()
                        + ": it has "
                        + other
                        + " already.",
                "Give one of the two other addresses, or take one of the routes out of the files.");
    }
}
