package dev.sila.cli.operation;

import dev.sila.aws.Neighbourhood;
import dev.sila.aws.Neighbourhood.Leading;
import dev.sila.aws.Neighbourhood.Table;
import dev.sila.aws.Vpcs;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Vpc;
import dev.sila.blueprint.Names;
import dev.sila.engine.Marks;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Cidr;
import dev.sila.model.PeerEnvironment;
import dev.sila.model.PeerEnvironment.Network;
import dev.sila.model.PeerEnvironment.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of a peering in one form: the plan's own environment, which may not exist yet, from
 * its specs, and the neighbours from what is there of them.
 *
 * @param connections the connections whose routes the plan may change
 */
record PeerViews(Set<String> connections) {

    PeerViews {
        connections = Set.copyOf(connections);
    }

    /** The environment that consists of these specs. */
    PeerEnvironment of(String name, List<Spec> specs) {
        List<Cidr> ranges = new ArrayList<>();
        Map<String, Cidr> networks = new HashMap<>();
        Map<String, Map<String, List<Taken>>> tables = new HashMap<>();
        Set<String> groups = new HashSet<>();
        for (Spec spec : specs) {
            switch (spec) {
                case Vpc vpc -> ranges.add(Cidr.of(vpc.cidr()));
                case Subnet subnet -> {
                    String network = tag(subnet.tags(), Marks.META_NETWORK);
                    String range = tag(subnet.tags(), Marks.META_NETWORK_CIDR);
                    if (network != null && range != null) {
                        networks.put(network, Cidr.of(range));
                    }
                }
                case RouteTable table -> {
                    String network = tag(table.tags(), Marks.META_NETWORK);
                    if (network != null) {
                        tables.computeIfAbsent(network, _ -> new HashMap<>())
                                .put(
                                        table.name(),
                                        table.routes().stream().flatMap(PeerViews::taken).toList());
                    }
                }
                case SecurityGroup group -> groups.add(group.name());
                default -> {}
            }
        }
        return environment(name, ranges, networks, tables, groups);
    }

    private static @Nullable String tag(Tags tags, String key) {
        return tags.values().get(key);
    }

    private static Stream<Taken> taken(RouteTable.Route route) {
        return Cidr.read(route.destination()).map(each -> new Taken(each, false)).stream();
    }

    /** The environment with that VPC. */
    PeerEnvironment of(Vpcs.Environment vpc, Neighbourhood.View view) {
        Map<String, Cidr> networks = new HashMap<>();
        view.ranges().stream()
                .filter(each -> each.environment().equals(vpc.name()))
                .forEach(each -> networks.put(each.metaNetwork(), Cidr.of(each.cidr())));
        Map<String, Map<String, List<Taken>>> tables = new HashMap<>();
        view.tables().stream()
                .filter(each -> each.environment().equals(vpc.name()))
                .forEach(each ->
                        tables.computeIfAbsent(each.metaNetwork(), _ -> new HashMap<>())
                                .put(each.name(), taken(each)));
        List<Cidr> ranges = vpc.cidrs().stream().map(Cidr::of).toList();
        return environment(vpc.name(), ranges, networks, tables, view.groups());
    }

    private List<Taken> taken(Table table) {
        List<Taken> taken = new ArrayList<>();
        for (Leading route : table.routes()) {
            String connection = route.connection();
            if (connection == null || !connections.contains(connection)) {
                taken.add(new Taken(Cidr.of(route.destination()), connection != null));
            }
        }
        return taken;
    }

    private static PeerEnvironment environment(
            String name,
            List<Cidr> ranges,
            Map<String, Cidr> networks,
            Map<String, Map<String, List<Taken>>> tables,
            Set<String> groups) {
        Map<String, Network> all = new HashMap<>();
        networks.forEach((network, range) ->
                all.put(
                        network,
                        new Network(
                                range,
                                tables.getOrDefault(network, Map.of()),
                                groups.contains(Names.network(name, network)))));
        return new PeerEnvironment(name, ranges, all);
    }
}
