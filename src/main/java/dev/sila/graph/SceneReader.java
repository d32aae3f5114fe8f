package dev.sila.graph;

import dev.sila.aws.kind.InternetGateway;
import dev.sila.aws.kind.PeeringConnection;
import dev.sila.aws.kind.PeeringRoutes;
import dev.sila.aws.kind.PeeringRules;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Vpc;
import dev.sila.aws.kind.VpnGatewayAttachment;
import dev.sila.engine.Key;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.graph.Scene.Item;
import dev.sila.graph.Scene.Passage;
import dev.sila.graph.Scene.Place;
import dev.sila.graph.Scene.Way;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads an environment's specs for what a picture shows of them. */
final class SceneReader {

    private final Scene scene = new Scene();
    private final List<Spec> specs;
    private final Map<String, Subnet> subnets = new TreeMap<>();
    private final Map<String, String> groups = new TreeMap<>();
    private final Map<Way, Reach> routes = new TreeMap<>();

    /** Which zones have a route, and from which tables. */
    private record Reach(Set<String> zones, Set<Key> tables) {
        void add(String zone, Key table) {
            zones.add(zone);
            tables.add(table);
        }
    }

    private SceneReader(List<Spec> specs) {
        this.specs = List.copyOf(specs);
    }

    /** The scene that these specs make, which refer to each other by name. */
    static Scene read(List<Spec> specs) {
        SceneReader reader = new SceneReader(specs);
        reader.all();
        return reader.scene;
    }

    private void all() {
        each(Vpc.class, each -> scene.vpcs().put(each.name(), item(each.cidr(), each)));
        each(SecurityGroup.class, this::group);
        each(Subnet.class, this::subnet);
        each(SecurityGroupRules.class, this::rules);
        each(PeeringRules.class, this::peers);
        gather();
        each(
                InternetGateway.class,
                each -> gateway(Ref.to(each), "internet gateway", Set.of(key(each))));
        each(
                VpnGatewayAttachment.class,
                each -> gateway(Ref.to(each), "VPN gateway", Set.of(key(each))));
        each(
                PeeringConnection.class,
                each -> gateway(Ref.to(each), Gateways.title(Ref.to(each)), Set.of(key(each))));
        each(RouteTable.class, this::routes);
        ways();
        new Tenants(scene, specs, subnets).read();
    }

    private <S extends Spec> void each(Class<S> type, Consumer<S> reader) {
        specs.stream().filter(type::isInstance).map(type::cast).forEach(reader);
    }

    static Key key(Spec spec) {
        return new Key(spec.getClass(), spec.name());
    }

    private static Item item(String text, Spec spec) {
        return new Item(text, Set.of(key(spec)));
    }

    private void group(SecurityGroup group) {
        String row = group.tags().values().get(Marks.META_NETWORK);
        if (row != null) {
            groups.put(group.name(), row);
            scene.rows().put(row, item("", group));
        }
    }

    private void subnet(Subnet subnet) {
        String row = row(subnet);
        String whole = subnet.tags().values().getOrDefault(Marks.META_NETWORK_CIDR, "");
        Item known = scene.rows().get(row);
        scene.rows().put(row, new Item(whole, known == null ? Set.of() : known.keys()));
        scene.zones().add(subnet.availabilityZone());
        subnets.put(subnet.name(), subnet);
        scene.subnets()
                .put(
                        new Place(row, subnet.availabilityZone(), subnet.name()),
                        item(subnet.cidr(), subnet));
    }

    static String row(Subnet subnet) {
        return subnet.tags().values().getOrDefault(Marks.META_NETWORK, subnet.name());
    }

    private void rules(SecurityGroupRules rules) {
        String row = groups.get(rules.group().name());
        if (row == null) {
            return;
        }
        for (SecurityGroupRules.Rule rule : rules.ingress()) {
            Passage passage = new Passage(row, other(rule), port(rule));
            scene.entrances().put(passage, item(passage.port(), rules));
        }
        Set<SecurityGroupRules.Rule> egress = rules.egress();
        boolean free =
                egress == null
                        || egress.stream()
                                .anyMatch(each ->
                                        each.protocol().equals("-1")
                                                && other(each).equals("0.0.0.0/0"));
        if (egress != null && !free) {
            for (SecurityGroupRules.Rule rule : egress) {
                Passage passage = new Passage(row, other(rule), port(rule));
                String text = "may send " + passage.port() + " to " + passage.other();
                scene.limits().put(passage, item(text, rules));
            }
            if (egress.isEmpty()) {
                scene.limits().put(new Passage(row, "", ""), item("may send nothing", rules));
            }
        }
    }

    /** Neighbours that a peering lets in; what it does on their side is in their picture. */
    private void peers(PeeringRules rules) {
        Ref<SecurityGroup> own = rules.group();
        String row = own == null ? null : groups.get(own.name());
        if (row != null) {
            for (PeeringRules.Source each : rules.ingress()) {
                Passage passage = new Passage(row, each.network(), each.traffic());
                scene.entrances().put(passage, item(passage.port(), rules));
            }
        }
    }

    private String other(SecurityGroupRules.Rule rule) {
        return switch (rule.source()) {
            case SecurityGroupRules.Cidr(String cidr) -> cidr;
            case SecurityGroupRules.Group(Ref<SecurityGroup> group) ->
                    groups.getOrDefault(group.name(), group.name());
            case SecurityGroupRules.PrefixList(String id) -> id;
        };
    }

    private static String port(SecurityGroupRules.Rule rule) {
        if (rule.protocol().equals("-1")) {
            return "everything";
        }
        String ports =
                rule.fromPort() == rule.toPort()
                        ? String.valueOf(rule.fromPort())
                        : rule.fromPort() + "-" + rule.toPort();
        boolean all = rule.fromPort() < 0 || ports.equals("0-65535");
        return all ? rule.protocol() : rule.protocol() + " " + ports;
    }

    /** What every metanetwork may do is one passage: an arrow from each would hide the others. */
    private void gather() {
        Set<String> rows = scene.rows().keySet();
        if (rows.size() < 2) {
            return;
        }
        Map<Passage, Set<String>> sources = new TreeMap<>();
        for (Passage each : scene.entrances().keySet()) {
            if (rows.contains(each.other())) {
                sources.computeIfAbsent(
                                new Passage(each.row(), Picture.EVERY, each.port()),
                                passage -> new TreeSet<>())
                        .add(each.other());
            }
        }
        sources.forEach((all, names) -> {
            if (names.equals(rows)) {
                Passage first = new Passage(all.row(), names.iterator().next(), all.port());
                Item item = scene.entrances().get(first);
                names.forEach(
                        name -> scene.entrances().remove(new Passage(all.row(), name, all.port())));
                if (item != null) {
                    scene.entrances().put(all, item);
                }
            }
        });
    }

    private void routes(RouteTable table) {
        table.routes().forEach(each -> lead(table, each.destination(), each.target(), key(table)));
        each(
                PeeringRoutes.class,
                peered -> {
                    if (Ref.to(table).equals(peered.table())) {
                        peered.routes()
                                .forEach(each ->
                                        lead(
                                                table,
                                                each.destination(),
                                                each.connection(),
                                                key(peered)));
                    }
                });
    }

    /** A route, which the metanetwork has in the zones of the table's subnets. */
    private void lead(RouteTable table, String destination, Ref<?> target, Key key) {
        for (Ref<Subnet> each : table.subnets()) {
            Subnet subnet = subnets.get(each.name());
            if (subnet != null) {
                String gateway = gateway(target, Gateways.title(target), Set.of());
                Way way = new Way(row(subnet), gateway, destination);
                routes.computeIfAbsent(way, missing -> new Reach(new TreeSet<>(), new HashSet<>()))
                        .add(subnet.availabilityZone(), key);
            }
        }
    }

    /** A route that only some of a metanetwork's zones have says so. */
    private void ways() {
        routes.forEach((way, reach) -> {
            Set<String> all =
                    scene.subnets().keySet().stream()
                            .filter(each -> each.row().equals(way.row()))
                            .map(Place::zone)
                            .collect(Collectors.toSet());
            String text =
                    reach.zones().equals(all)
                            ? way.destination()
                            : String.join(", ", reach.zones()) + ": " + way.destination();
            scene.ways()
                    .put(new Way(way.row(), way.gateway(), text), new Item(text, reach.tables()));
        });
    }

    /** Notes the gateway, unless more is known of it already, and returns its identifier. */
    private String gateway(Ref<?> target, String title, Set<Key> keys) {
        String id = target.key().toString();
        scene.gateways().putIfAbsent(id, new Item(title, keys));
        return id;
    }
}
