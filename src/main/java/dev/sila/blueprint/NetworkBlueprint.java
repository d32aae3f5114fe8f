package dev.sila.blueprint;

import dev.sila.aws.kind.DhcpOptions;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Vpc;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Cidr;
import dev.sila.model.Dhcp;
import dev.sila.model.Environment;
import dev.sila.model.NatGateways;
import dev.sila.model.NetworkLayout;
import dev.sila.model.NetworkLayout.Share;
import dev.sila.model.NetworkPlanner;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.List;
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
     * DHCP options (when the files say anything about them), the VPC, its internet gateway and the
     * attachment of its virtual private gateway (when a metanetwork routes to them), for each
     * metanetwork its security group with rules and its subnets, NAT gateways, route tables and
     * endpoints.
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
                new NetworkPlanner(facts.existing(), facts.otherVpcs(), facts.seed());
        List<String> zones = environment.zones().of(facts.zones());
        Problems problems = new Problems();
        NatGateways.check(environment, zones, problems);
        problems.throwIfErrors();
        return planner.plan(environment, zones);
    }

    private List<Spec> all() {
        RouteBlueprint routes = new RouteBlueprint(environment, layout);
        SecurityBlueprint security = new SecurityBlueprint(environment);
        List<Spec> specs = new ArrayList<>();
        DhcpOptions dhcp = dhcpOptions(environment.dhcp());
        if (dhcp != null) {
            specs.add(dhcp);
        }
        specs.add(vpc(dhcp));
        specs.addAll(routes.gateways());
        specs.addAll(security.specs());
        layout.subnets().forEach(each -> specs.add(subnet(each)));
        specs.addAll(routes.natGateways());
        List<RouteTable> tables = routes.tables();
        specs.addAll(tables);
        specs.addAll(new EndpointBlueprint(environment, layout).specs(tables));
        return List.copyOf(specs);
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
                        .and(Marks.META_NETWORK, share.metaNetwork())
                        .and(Marks.META_NETWORK_CIDR, String.valueOf(whole)));
    }

    private Tags tags(String name) {
        return Names.tags(name, environment.name(), Marks.NETWORK);
    }
}
