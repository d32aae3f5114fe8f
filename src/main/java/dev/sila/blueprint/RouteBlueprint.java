package dev.sila.blueprint;

import dev.sila.aws.kind.ElasticIp;
import dev.sila.aws.kind.InternetGateway;
import dev.sila.aws.kind.NatGateway;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.RouteTable.Route;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.VpnGatewayAttachment;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Cidr;
import dev.sila.model.Environment;
import dev.sila.model.MetaNetwork;
import dev.sila.model.NatGateways;
import dev.sila.model.NetworkLayout;
import dev.sila.model.NetworkLayout.Share;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How traffic leaves an environment's metanetworks, as specs. */
final class RouteBlueprint {
    private static final String EVERYTHING = "0.0.0.0/0";

    private final Environment environment;
    private final NetworkLayout layout;

    RouteBlueprint(Environment environment, NetworkLayout layout) {
        this.environment = environment;
        this.layout = layout;
    }

    /** The internet gateway and the attachment of the virtual private gateway, if routes need. */
    List<Spec> gateways() {
        String name = environment.name();
        List<Spec> specs = new ArrayList<>();
        if (environment.metaNetworks().stream()
                .anyMatch(each -> !each.internetRoutes().isEmpty())) {
            specs.add(new InternetGateway(name, Names.vpc(name), tags(name)));
        }
        if (environment.metaNetworks().stream().anyMatch(each -> !each.vpnRoutes().isEmpty())) {
            specs.add(new VpnGatewayAttachment(name, Names.vpc(name)));
        }
        return specs;
    }

    /** A NAT gateway for each subnet of a metanetwork that has them, with its address. */
    List<Spec> natGateways() {
        List<Spec> specs = new ArrayList<>();
        for (MetaNetwork network : environment.metaNetworks()) {
            NatGateways gateways = network.natGateways();
            List<Share> subnets = layout.subnetsOf(network.name());
            for (int i = 0; gateways != null && i < subnets.size(); i++) {
                Ref<Subnet> subnet = subnet(subnets.get(i));
                Tags tags = tags(subnet.name()).and(Marks.META_NETWORK, network.name());
                specs.add(
                        new NatGateway(
                                subnet.name(), subnet, address(gateways, i, subnet, specs), tags));
            }
        }
        return specs;
    }

    /** The address of the gateway with that number; one that is allocated becomes a spec too. */
    private NatGateway.Address address(
            NatGateways gateways, int number, Ref<Subnet> subnet, List<Spec> specs) {
        if (!gateways.addresses().isEmpty()) {
            return new NatGateway.Static(gateways.addresses().get(number));
        }
        ElasticIp address = new ElasticIp(subnet.name(), tags(subnet.name()));
        specs.add(address);
        return new NatGateway.Allocated(Ref.to(address));
    }

    /**
     * For each metanetwork one route table, or one for each zone where its hosts leave through NAT
     * gateways, which belong to zones.
     */
    List<RouteTable> tables() {
        List<RouteTable> tables = new ArrayList<>();
        for (MetaNetwork network : environment.metaNetworks()) {
            List<Share> subnets = layout.subnetsOf(network.name());
            String through = network.natThrough();
            if (through == null) {
                String name = Names.routeTable(environment.name(), network.name()).name();
                tables.add(table(name, network, routes(network), subnets));
            } else {
                subnets.forEach(each -> tables.add(table(network, through, each)));
            }
        }
        return tables;
    }

    private RouteTable table(MetaNetwork network, String through, Share subnet) {
        Set<Route> routes = routes(network);
        routes.add(
                new Route(
                        EVERYTHING, Names.natGateway(environment.name(), through, subnet.zone())));
        String name = Names.routeTable(environment.name(), network.name(), subnet.zone()).name();
        return table(name, network, routes, List.of(subnet));
    }

    private RouteTable table(
            String name, MetaNetwork network, Set<Route> routes, List<Share> subnets) {
        Set<Ref<Subnet>> served = new HashSet<>();
        subnets.forEach(each -> served.add(subnet(each)));
        return new RouteTable(
                name,
                Names.vpc(environment.name()),
                Set.copyOf(routes),
                Set.copyOf(served),
                tags(name).and(Marks.META_NETWORK, network.name()));
    }

    private Set<Route> routes(MetaNetwork network) {
        Set<Route> routes = new HashSet<>();
        Ref<InternetGateway> internet = new Ref<>(InternetGateway.class, environment.name());
        Ref<VpnGatewayAttachment> vpn = new Ref<>(VpnGatewayAttachment.class, environment.name());
        for (Cidr each : network.internetRoutes()) {
            routes.add(new Route(each.toString(), internet));
        }
        for (Cidr each : network.vpnRoutes()) {
            routes.add(new Route(each.toString(), vpn));
        }
        return routes;
    }

    private Ref<Subnet> subnet(Share share) {
        return Names.subnet(environment.name(), share.metaNetwork(), share.zone());
    }

    private Tags tags(String name) {
        return Names.tags(name, environment.name(), Marks.NETWORK);
    }
}
