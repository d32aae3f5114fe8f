package dev.sila.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.DhcpOptions;
import dev.sila.aws.kind.InternetGateway;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.SecurityGroupRules.Group;
import dev.sila.aws.kind.SecurityGroupRules.Rule;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Vpc;
import dev.sila.aws.kind.VpcEndpoint;
import dev.sila.config.ConfigurationReader;
import dev.sila.config.EnvironmentReader;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.Cidr;
import dev.sila.model.Environment;
import dev.sila.model.ExistingNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The network of the example: every spec, written out. */
class StorefrontNetworkTest {
    private static final Ref<Vpc> VPC = new Ref<>(Vpc.class, "storefront");
    private static final Ref<InternetGateway> GATEWAY =
            new Ref<>(InternetGateway.class, "storefront");

    private static Environment environment(String name) {
        return new EnvironmentReader(
                        ConfigurationReader.read(Path.of("examples/storefront")), _ -> List.of())
                .read(name, null, Map.of("team", "shop"));
    }

    private static NetworkFacts facts() {
        List<String> zones = List.of("us-east-1a", "us-east-1b", "us-east-1c");
        return new NetworkFacts(zones, ExistingNetwork.NONE, List.of(), 1);
    }

    private static Tags tags(String name) {
        return new Tags(
                Map.of("Name", name, "sila:environment", "storefront", "sila:part", "network"));
    }

    private static Tags tags(String name, String network) {
        return tags(name).and(Marks.META_NETWORK, network);
    }

    private static Ref<SecurityGroup> group(String network) {
        return new Ref<>(SecurityGroup.class, "storefront_" + network);
    }

    private static SecurityGroup securityGroup(String network) {
        String name = "storefront_" + network;
        return new SecurityGroup(
                name, VPC, "Metanetwork " + network + " of storefront", tags(name, network));
    }

    private static Rule from(String network, String protocol, int port) {
        return new Rule(protocol, port, port, new Group(group(network)));
    }

    private static Rule from(String protocol, int port, String cidr) {
        return new Rule(protocol, port, port, new SecurityGroupRules.Cidr(cidr));
    }

    private static SecurityGroupRules rules(String network, Rule... special) {
        Set<Rule> all =
                Set.of("dmz", "intranet", "tunnel", "maintenance").stream()
                        .map(each -> from(each, "icmp", -1))
                        .collect(Collectors.toSet());
        all.addAll(Arrays.asList(special));
        return new SecurityGroupRules("storefront_" + network, group(network), all, null);
    }

    private static Subnet subnet(String network, String zone, String cidr, String whole) {
        String name = "storefront_" + network + "_us-east-1" + zone;
        Tags tags = tags(name, network).and("sila:metanetwork-cidr", whole);
        return new Subnet(name, VPC, cidr, "us-east-1" + zone, null, tags);
    }

    private static RouteTable routeTable(String network, String... destinations) {
        String name = "storefront_" + network;
        Set<RouteTable.Route> routes =
                Arrays.stream(destinations)
                        .map(each -> new RouteTable.Route(each, GATEWAY))
                        .collect(Collectors.toSet());
        Set<Ref<Subnet>> subnets =
                Set.of(
                        new Ref<>(Subnet.class, name + "_us-east-1a"),
                        new Ref<>(Subnet.class, name + "_us-east-1b"));
        return new RouteTable(name, VPC, routes, subnets, tags(name, network));
    }

    private static List<Spec> wanted() {
        List<Spec> specs = new ArrayList<>();
        specs.add(
                new DhcpOptions(
                        "storefront",
                        "storefront.internal",
                        List.of("AmazonProvidedDNS"),
                        List.of("10.20.8.5"),
                        tags("storefront")));
        Tags vpcTags =
                tags("storefront")
                        .and("type", "storefront")
                        .and("application", "storefront")
                        .and("team", "shop");
        specs.add(
                new Vpc(
                        "storefront",
                        "10.20.0.0/20",
                        true,
                        true,
                        new Ref<>(DhcpOptions.class, "storefront"),
                        vpcTags));
        specs.add(new InternetGateway("storefront", VPC, tags("storefront")));
        List.of("dmz", "intranet", "tunnel", "maintenance")
                .forEach(each -> specs.add(securityGroup(each)));
        specs.addAll(wantedRules());
        specs.add(subnet("dmz", "a", "10.20.0.0/23", "10.20.0.0/22"));
        specs.add(subnet("dmz", "b", "10.20.2.0/23", "10.20.0.0/22"));
        specs.add(subnet("intranet", "a", "10.20.4.0/23", "10.20.4.0/22"));
        specs.add(subnet("intranet", "b", "10.20.6.0/23", "10.20.4.0/22"));
        specs.add(subnet("tunnel", "a", "10.20.8.0/23", "10.20.8.0/22"));
        specs.add(subnet("tunnel", "b", "10.20.10.0/23", "10.20.8.0/22"));
        specs.add(subnet("maintenance", "a", "10.20.12.0/23", "10.20.12.0/22"));
        specs.add(subnet("maintenance", "b", "10.20.14.0/23", "10.20.12.0/22"));
        specs.addAll(wantedTables());
        specs.add(storage());
        return specs;
    }

    private static List<Spec> wantedTables() {
        return List.of(
                routeTable("dmz", "0.0.0.0/0"),
                routeTable("intranet"),
                routeTable("tunnel", "0.0.0.0/0"),
                routeTable("maintenance", "192.0.2.0/24"));
    }

    /** Every environment reaches S3 without the internet, as Asiaq's do. */
    private static VpcEndpoint storage() {
        Set<Ref<RouteTable>> tables =
                Stream.of("dmz", "intranet", "tunnel", "maintenance")
                        .map(each -> new Ref<>(RouteTable.class, "storefront_" + each))
                        .collect(Collectors.toSet());
        return new VpcEndpoint(
                "storefront_s3",
                VPC,
                "s3",
                "Gateway",
                tables,
                Set.of(),
                Set.of(),
                null,
                tags("storefront_s3"));
    }

    private static List<Spec> wantedRules() {
        return List.of(
                rules(
                        "dmz",
                        from("maintenance", "tcp", 22),
                        from("tcp", 8080, "0.0.0.0/0"),
                        from("dmz", "tcp", 8080)),
                rules(
                        "intranet",
                        from("intranet", "tcp", 5672),
                        from("intranet", "tcp", 15672),
                        from("maintenance", "tcp", 22),
                        from("dmz", "tcp", 8080)),
                rules("tunnel", from("intranet", "tcp", 3128), from("maintenance", "tcp", 22)),
                rules("maintenance", from("tcp", 22, "192.0.2.0/24")));
    }

    @Test
    void theNetworkIsExactlyThis() {
        assertThat(NetworkBlueprint.specs(environment("storefront"), facts()))
                .containsExactlyElementsOf(wanted());
    }

    @Test
    void theSandboxTakesItsRangeFromTheSpaceAndItsSizeFromTheEnvironment() {
        List<Spec> specs = NetworkBlueprint.specs(environment("storefront2"), facts());
        Vpc vpc =
                specs.stream()
                        .filter(Vpc.class::isInstance)
                        .map(Vpc.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(Cidr.of(vpc.cidr()).prefix()).isEqualTo(20);
        assertThat(Cidr.of("10.64.0.0/12").contains(Cidr.of(vpc.cidr()))).isTrue();
        assertThat(vpc.tags().values()).containsEntry("type", "sandbox");
        assertThat(specs).filteredOn(Subnet.class::isInstance).hasSize(8);
    }
}
