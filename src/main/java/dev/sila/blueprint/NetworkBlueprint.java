package dev.sila.blueprint;

import dev.sila.aws.kind.DhcpOptions;
import dev.sila.aws.kind.InternetGateway;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.SecurityGroupRules.Rule;
import dev.sila.aws.kind.SecurityGroupRules.Source;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Vpc;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Cidr;
import dev.sila.model.Dhcp;
import dev.sila.model.Environment;
import dev.sila.model.MetaNetwork;
import dev.sila.model.NetworkLayout;
import dev.sila.model.NetworkLayout.Share;
import dev.sila.model.NetworkPlanner;
import dev.sila.model.Permissions;
import dev.sila.model.Permissions.Permission;
import dev.sila.model.SecurityRule;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The network of an environment as specs. */
public final class NetworkBlueprint {
    private final Environment environment;
    private final NetworkLayout layout;

    private NetworkBlueprint(Environment environment, NetworkLayout layout) {
        this.environment = environment;
        this.layout = layout;
    }

    /**
     * DHCP options (when the files say anything about them), the VPC, its internet gateway (when a
     * metanetwork routes to it), and for each metanetwork its security group with rules, its
     * subnets and its route table.
     *
     * @throws ProblemException with everything that does not fit
     */
    public static List<Spec> specs(Environment environment, NetworkFacts facts) {
        return new NetworkBlueprint(environment, layout(environment, facts)).all();
    }

    /**
     * Which addresses everything in the network has.
     *
     * @throws ProblemException with everything that does not fit
     */
    public static NetworkLayout layout(Environment environment, NetworkFacts facts) {
        NetworkPlanner planner =
                new NetworkPlanner(
                        facts.vpc(), facts.metaNetworks(), facts.otherVpcs(), facts.seed());
        return planner.plan(environment, environment.zones().of(facts.zones()));
    }

    private List<Spec> all() {
        List<Spec> specs = new ArrayList<>();
        DhcpOptions dhcp = dhcpOptions(environment.dhcp());
        if (dhcp != null) {
            specs.add(dhcp);
        }
        specs.add(vpc(dhcp));
        if (environment.metaNetworks().stream().anyMatch(each -> routed(each))) {
            specs.add(
                    new InternetGateway(
                            environment.name(),
                            Names.vpc(environment.name()),
                            tags(environment.name())));
        }
        environment.metaNetworks().forEach(each -> specs.add(securityGroup(each)));
        environment.metaNetworks().forEach(each -> specs.add(rules(each)));
        layout.subnets().forEach(each -> specs.add(subnet(each)));
        environment.metaNetworks().forEach(each -> specs.add(routeTable(each)));
        return List.copyOf(specs);
    }

    private static boolean routed(MetaNetwork network) {
        return !network.internetRoutes().isEmpty();
    }

    private @Nullable DhcpOptions dhcpOptions(@Nullable Dhcp dhcp) {
        if (dhcp == null) {
            return null;
        }
        Dhcp.Offset offset = dhcp.ntpOffset();
        List<String> ntp = offset == null ? dhcp.ntpServers() : List.of(address(offset));
        return new DhcpOptions(
                environment.name(),
                dhcp.domainName(),
                dhcp.nameServers(),
                ntp,
                tags(environment.name()));
    }

    private String address(Dhcp.Offset offset) {
        return layout.addressAt(offset.metaNetwork(), offset.offset())
                .map(Cidr::dotted)
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.error(
                                        offset.where(),
                                        "the offset "
                                                + offset.offset()
                                                + " leads outside the subnets of "
                                                + offset.metaNetwork()
                                                + ".",
                                        "Choose one nearer to 0.")));
    }

    private Vpc vpc(@Nullable DhcpOptions dhcp) {
        Tags tags =
                new Tags(environment.tags())
                        .and(tags(environment.name()))
                        .and("type", environment.type())
                        .and("application", environment.application());
        Ref<DhcpOptions> options = dhcp == null ? null : Ref.to(dhcp);
        return new Vpc(environment.name(), layout.vpc().toString(), true, true, options, tags);
    }

    private SecurityGroup securityGroup(MetaNetwork network) {
        String name = Names.network(environment.name(), network.name());
        return new SecurityGroup(
                name,
                Names.vpc(environment.name()),
                "Metanetwork " + network.name() + " of " + environment.name(),
                tags(name).and("meta_network", network.name()));
    }

    private SecurityGroupRules rules(MetaNetwork network) {
        Set<Rule> ingress =
                Permissions.of(environment, network).stream()
                        .map(this::rule)
                        .collect(Collectors.toUnmodifiableSet());
        Ref<SecurityGroup> group = Names.securityGroup(environment.name(), network.name());
        return new SecurityGroupRules(group.name(), group, ingress, null);
    }

    private Rule rule(Permission permission) {
        SecurityRule.Ports ports = permission.ports();
        return new Rule(
                permission.protocol(), ports.from(), ports.to(), source(permission.source()));
    }

    private Source source(SecurityRule.Source source) {
        return switch (source) {
            case SecurityRule.Range(Cidr cidr) -> new SecurityGroupRules.Cidr(cidr.toString());
            case SecurityRule.Net(String name) ->
                    new SecurityGroupRules.Group(Names.securityGroup(environment.name(), name));
            case SecurityRule.Everywhere _ ->
                    throw new IllegalStateException("a permission names each of its sources");
        };
    }

    private Subnet subnet(Share share) {
        Ref<Subnet> ref = Names.subnet(environment.name(), share.metaNetwork(), share.zone());
        Cidr whole = layout.metaNetworks().get(share.metaNetwork());
        return new Subnet(
                ref.name(),
                Names.vpc(environment.name()),
                share.cidr().toString(),
                share.zone(),
                null,
                tags(ref.name())
                        .and("meta_network", share.metaNetwork())
                        .and(Names.META_NETWORK_CIDR, String.valueOf(whole)));
    }

    private RouteTable routeTable(MetaNetwork network) {
        Ref<InternetGateway> gateway = new Ref<>(InternetGateway.class, environment.name());
        Set<RouteTable.Route> routes =
                network.internetRoutes().stream()
                        .map(each -> new RouteTable.Route(each.toString(), gateway))
                        .collect(Collectors.toUnmodifiableSet());
        Set<Ref<Subnet>> subnets =
                layout.subnetsOf(network.name()).stream()
                        .map(each -> Names.subnet(environment.name(), network.name(), each.zone()))
                        .collect(Collectors.toUnmodifiableSet());
        String name = Names.network(environment.name(), network.name());
        return new RouteTable(
                name,
                Names.vpc(environment.name()),
                routes,
                subnets,
                tags(name).and("meta_network", network.name()));
    }

    private Tags tags(String name) {
        return Names.tags(name, environment.name(), Names.NETWORK);
    }
}
