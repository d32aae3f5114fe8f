package dev.sila.blueprint;

import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.SecurityGroupRules.Rule;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.VpcEndpoint;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Endpoints;
import dev.sila.model.Environment;
import dev.sila.model.NetworkLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The ways from an environment to AWS's services that spare the internet, as specs. */
final class EndpointBlueprint {
    private static final int HTTPS = 443;

    private final Environment environment;
    private final NetworkLayout layout;

    EndpointBlueprint(Environment environment, NetworkLayout layout) {
        this.environment = environment;
        this.layout = layout;
    }

    /**
     * Gateway endpoints with routes in all these tables; interface endpoints with a security group
     * of their own, which lets in HTTPS from the whole VPC: whoever asks for an endpoint wants
     * every host to reach it, whatever the rules of the metanetwork in which it happens to be.
     */
    List<Spec> specs(List<RouteTable> tables) {
        Endpoints endpoints = environment.endpoints();
        List<Spec> specs = new ArrayList<>();
        Set<Ref<RouteTable>> all =
                tables.stream().map(Ref::to).collect(Collectors.toUnmodifiableSet());
        endpoints.gateways().forEach(each -> specs.add(gateway(each, all)));
        String network = endpoints.metaNetwork();
        if (network != null && !endpoints.interfaces().isEmpty()) {
            specs.addAll(group());
            Set<Ref<Subnet>> subnets =
                    layout.subnetsOf(network).stream()
                            .map(each -> Names.subnet(environment.name(), network, each.zone()))
                            .collect(Collectors.toUnmodifiableSet());
            endpoints.interfaces().forEach(each -> specs.add(inSubnets(each, subnets)));
        }
        return specs;
    }

    private VpcEndpoint gateway(String service, Set<Ref<RouteTable>> tables) {
        String name = Names.network(environment.name(), service);
        return new VpcEndpoint(
                name,
                Names.vpc(environment.name()),
                service,
                "Gateway",
                tables,
                Set.of(),
                Set.of(),
                null,
                tags(name));
    }

    private VpcEndpoint inSubnets(String service, Set<Ref<Subnet>> subnets) {
        String name = Names.network(environment.name(), service);
        return new VpcEndpoint(
                name,
                Names.vpc(environment.name()),
                service,
                "Interface",
                Set.of(),
                subnets,
                Set.of(Names.endpointGroup(environment.name())),
                true,
                tags(name));
    }

    private List<Spec> group() {
        Ref<SecurityGroup> group = Names.endpointGroup(environment.name());
        Rule fromTheVpc =
                new Rule("tcp", HTTPS, HTTPS, new SecurityGroupRules.Cidr(layout.vpc().toString()));
        return List.of(
                new SecurityGroup(
                        group.name(),
                        Names.vpc(environment.name()),
                        "Interface endpoints of " + environment.name(),
                        tags(group.name())),
                new SecurityGroupRules(group.name(), group, Set.of(fromTheVpc), null));
    }

    private Tags tags(String name) {
        return Names.tags(name, environment.name(), Marks.NETWORK);
    }
}
