package dev.sila.graph;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.ClassicLoadBalancer;
import dev.sila.aws.kind.Listener;
import dev.sila.aws.kind.LoadBalancer;
import dev.sila.aws.kind.NatGateway;
import dev.sila.aws.kind.NetworkInterface;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.VpcEndpoint;
import dev.sila.engine.Key;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.graph.Scene.Item;
import dev.sila.graph.Scene.Place;
import dev.sila.graph.Scene.Way;
import dev.sila.spotinst.Elastigroup;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in the subnets: hostclasses, balancers, NAT gateways, endpoints, interfaces. */
final class Tenants {
    private final Scene scene;
    private final List<Spec> specs;
    private final Map<String, Subnet> subnets;

    Tenants(Scene scene, List<Spec> specs, Map<String, Subnet> subnets) {
        this.scene = scene;
        this.specs = specs;
        this.subnets = subnets;
    }

    void read() {
        for (Spec spec : specs) {
            switch (spec) {
                case AutoScalingGroup group -> group(group);
                case Elastigroup group -> group(group);
                case LoadBalancer balancer -> balancer(balancer);
                case ClassicLoadBalancer balancer -> balancer(balancer);
                case NatGateway gateway -> nat(gateway);
                case NetworkInterface reserved -> reserved(reserved);
                case VpcEndpoint endpoint when endpoint.type().equals("Interface") ->
                        tenant(
                                endpoint.subnets(),
                                "endpoint of " + endpoint.service(),
                                Set.of(SceneReader.key(endpoint)));
                case VpcEndpoint endpoint -> gatewayEndpoint(endpoint);
                default -> {}
            }
        }
    }

    private void group(AutoScalingGroup group) {
        String sizes = sizes(group.desiredCapacity(), group.minSize(), group.maxSize());
        Set<Key> keys = new HashSet<>(Set.of(SceneReader.key(group), group.launchTemplate().key()));
        tenant(group.subnets(), "hostclass " + own(group.name()) + sizes, keys);
    }

    private void group(Elastigroup group) {
        String sizes = sizes(group.desiredCapacity(), group.minSize(), group.maxSize());
        tenant(
                group.subnets(),
                "hostclass " + own(group.name()) + sizes,
                Set.of(SceneReader.key(group)));
    }

    private static String sizes(
            @Nullable Integer desired, @Nullable Integer least, @Nullable Integer most) {
        String hosts = desired == null ? "" : ": " + desired + (desired == 1 ? " host" : " hosts");
        return least == null || most == null ? hosts : hosts + " (" + least + " to " + most + ")";
    }

    /** The name without the environment's, which is the VPC's. */
    private String own(String name) {
        for (String vpc : scene.vpcs().keySet()) {
            if (name.startsWith(vpc + "_") || name.startsWith(vpc + "-")) {
                return name.substring(vpc.length() + 1);
            }
        }
        return name;
    }

    private void balancer(LoadBalancer balancer) {
        Set<Key> keys = new HashSet<>(Set.of(SceneReader.key(balancer)));
        Set<String> ports = new TreeSet<>();
        for (Spec spec : specs) {
            if (spec instanceof Listener listener
                    && listener.loadBalancer().name().equals(balancer.name())) {
                ports.add(listener.protocol() + " " + listener.port());
                keys.add(SceneReader.key(listener));
                keys.add(listener.targetGroup().key());
            }
        }
        tenant(balancer.subnets(), text(balancer.name(), balancer.scheme(), ports), keys);
    }

    private void balancer(ClassicLoadBalancer balancer) {
        Set<String> ports = new TreeSet<>();
        balancer.listeners().forEach(each -> ports.add(each.protocol() + " " + each.port()));
        tenant(
                balancer.subnets(),
                text(balancer.name(), balancer.scheme(), ports),
                Set.of(SceneReader.key(balancer)));
    }

    private String text(String name, String scheme, Set<String> ports) {
        return "balancer "
                + own(name)
                + ", "
                + scheme
                + (ports.isEmpty() ? "" : ": " + String.join(", ", ports));
    }

    /** Notes a text once for each row that it stands in. */
    private void tenant(Collection<Ref<Subnet>> where, String text, Set<Key> keys) {
        String name = keys.stream().map(Key::toString).sorted().findFirst().orElse(text);
        rows(where)
                .forEach(
                        row -> scene.tenants().put(new Place(row, "", name), new Item(text, keys)));
    }

    private Set<String> rows(Collection<Ref<Subnet>> where) {
        return where.stream()
                .map(each -> subnets.get(each.name()))
                .filter(java.util.Objects::nonNull)
                .map(SceneReader::row)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void inCell(Ref<Subnet> where, String text, Spec spec, Set<Key> keys) {
        Subnet subnet = subnets.get(where.name());
        if (subnet != null) {
            Place place =
                    new Place(
                            SceneReader.row(subnet),
                            subnet.availabilityZone(),
                            SceneReader.key(spec).toString());
            scene.tenants().put(place, new Item(text, keys));
        }
    }

    private void reserved(NetworkInterface reserved) {
        inCell(
                reserved.subnet(),
                reserved.privateAddress() + " " + own(reserved.name()),
                reserved,
                Set.of(SceneReader.key(reserved)));
    }

    private void nat(NatGateway gateway) {
        Set<Key> keys = new HashSet<>(Set.of(SceneReader.key(gateway)));
        String address = "";
        switch (gateway.address()) {
            case NatGateway.Static(String ip) -> address = ip;
            case NatGateway.Allocated(var ip) -> keys.add(ip.key());
        }
        inCell(gateway.subnet(), "NAT gateway", gateway, keys);
        Subnet subnet = subnets.get(gateway.subnet().name());
        String where =
                subnet == null
                        ? gateway.subnet().name()
                        : subnet.availabilityZone() + " (" + SceneReader.row(subnet) + ")";
        scene.gateways()
                .put(
                        Ref.to(gateway).key().toString(),
                        new Item(
                                "NAT gateway\n" + where + (address.isEmpty() ? "" : "\n" + address),
                                keys));
    }

    private void gatewayEndpoint(VpcEndpoint endpoint) {
        String id = SceneReader.key(endpoint).toString();
        Set<Key> keys = Set.of(SceneReader.key(endpoint));
        scene.gateways().put(id, new Item("endpoint\n" + endpoint.service(), keys));
        Set<String> tables =
                endpoint.routeTables().stream().map(Ref::name).collect(Collectors.toSet());
        for (Spec spec : specs) {
            if (spec instanceof RouteTable table && tables.contains(table.name())) {
                rows(table.subnets())
                        .forEach(row ->
                                scene.ways()
                                        .put(
                                                new Way(row, id, endpoint.service()),
                                                new Item(endpoint.service(), keys)));
            }
        }
    }
}
