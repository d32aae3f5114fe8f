package dev.sila.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.aws.kind.ElasticIp;
import dev.sila.aws.kind.InternetGateway;
import dev.sila.aws.kind.NatGateway;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.RouteTable.Route;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.SecurityGroupRules.Cidr;
import dev.sila.aws.kind.SecurityGroupRules.Group;
import dev.sila.aws.kind.SecurityGroupRules.PrefixList;
import dev.sila.aws.kind.SecurityGroupRules.Rule;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Vpc;
import dev.sila.aws.kind.VpcEndpoint;
import dev.sila.aws.kind.VpnGatewayAttachment;
import dev.sila.config.ConfigurationReader;
import dev.sila.config.EnvironmentReader;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.ExistingNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways, endpoints and egress: each spec that they add, written out. */
class GatewayNetworkTest {
    private static final Ref<Vpc> VPC = new Ref<>(Vpc.class, "ci");
    private static final List<String> NETWORK =
            List.of("vpc_cidr=10.0.0.0/20", "dmz_cidr=auto", "web_cidr=auto", "db_cidr=auto");

    @TempDir Path folder = Path.of(".");

    private List<Spec> specs(String... lines) throws IOException {
        Files.writeString(folder.resolve("disco_aws.ini"), "[disco_aws]\nproject_name=shop\n");
        Files.writeString(
                folder.resolve("disco_vpc.ini"),
                "[env:ci]\n" + String.join("\n", NETWORK) + "\n" + String.join("\n", lines) + "\n");
        EnvironmentReader reader =
                new EnvironmentReader(ConfigurationReader.read(folder), _ -> List.of());
        return NetworkBlueprint.specs(
                reader.read("ci", null, Map.of()),
                new NetworkFacts(List.of("z-a", "z-b"), ExistingNetwork.NONE, List.of(), 1));
    }

    private static <S extends Spec> List<S> of(Class<S> type, List<Spec> specs) {
        return specs.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <S extends Spec> S named(Class<S> type, String name, List<Spec> specs) {
        return of(type, specs).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Tags tags(String name) {
        return new Tags(Map.of("Name", name, "sila:environment", "ci", "sila:part", "network"));
    }

    private static Route to(String destination, Ref<?> target) {
        return new Route(destination, target);
    }

    @Test
    void aNatGatewayOfTheSameZoneServesEachZone() throws IOException {
        List<Spec> specs =
                specs(
                        "dmz_igw_routes=0.0.0.0/0",
                        "dmz_nat_gateways=auto",
                        "nat_gateway_routes=web/dmz");
        assertThat(of(ElasticIp.class, specs))
                .containsExactly(
                        new ElasticIp("ci_dmz_z-a", tags("ci_dmz_z-a")),
                        new ElasticIp("ci_dmz_z-b", tags("ci_dmz_z-b")));
        Ref<Subnet> subnet = new Ref<>(Subnet.class, "ci_dmz_z-a");
        assertThat(of(NatGateway.class, specs))
                .hasSize(2)
                .contains(
                        new NatGateway(
                                "ci_dmz_z-a",
                                subnet,
                                new NatGateway.Allocated(new Ref<>(ElasticIp.class, "ci_dmz_z-a")),
                                tags("ci_dmz_z-a").and(Marks.META_NETWORK, "dmz")));
        assertThat(of(RouteTable.class, specs))
                .extracting(RouteTable::name)
                .containsExactly("ci_dmz", "ci_web_z-a", "ci_web_z-b", "ci_db");
        assertThat(named(RouteTable.class, "ci_web_z-b", specs))
                .isEqualTo(
                        new RouteTable(
                                "ci_web_z-b",
                                VPC,
                                Set.of(to("0.0.0.0/0", new Ref<>(NatGateway.class, "ci_dmz_z-b"))),
                                Set.of(new Ref<>(Subnet.class, "ci_web_z-b")),
                                tags("ci_web_z-b").and(Marks.META_NETWORK, "web")));
    }

    @Test
    void staticAddressesGoToTheZonesInTheirOrder() throws IOException {
        List<Spec> specs =
                specs(
                        "dmz_igw_routes=0.0.0.0/0",
                        "dmz_nat_gateways=52.0.0.1, 52.0.0.2",
                        "nat_gateway_routes=web/dmz db/dmz");
        assertThat(of(ElasticIp.class, specs)).isEmpty();
        assertThat(of(NatGateway.class, specs))
                .extracting(NatGateway::address)
                .containsExactly(
                        new NatGateway.Static("52.0.0.1"), new NatGateway.Static("52.0.0.2"));
    }

    @Test
    void asManyAddressesAsZonesAreNeeded() {
        assertThatThrownBy(() ->
                        specs(
                                "dmz_igw_routes=0.0.0.0/0",
                                "dmz_nat_gateways=52.0.0.1",
                                "nat_gateway_routes=web/dmz"))
                .hasMessageContaining("disco_vpc.ini:7: dmz_nat_gateways gives 1 address,")
                .hasMessageContaining("each of 2 zones (z-a, z-b)");
    }

    @Test
    void otherRoutesStayBesideTheOneToTheNatGateway() throws IOException {
        List<Spec> specs =
                specs(
                        "dmz_igw_routes=0.0.0.0/0",
                        "dmz_nat_gateways=auto",
                        "web_igw_routes=192.0.2.0/24",
                        "web_vgw_routes=10.123.0.0/16",
                        "nat_gateway_routes=web/dmz");
        assertThat(of(VpnGatewayAttachment.class, specs))
                .containsExactly(new VpnGatewayAttachment("ci", VPC));
        assertThat(named(RouteTable.class, "ci_web_z-a", specs).routes())
                .containsExactlyInAnyOrder(
                        to("0.0.0.0/0", new Ref<>(NatGateway.class, "ci_dmz_z-a")),
                        to("192.0.2.0/24", new Ref<>(InternetGateway.class, "ci")),
                        to("10.123.0.0/16", new Ref<>(VpnGatewayAttachment.class, "ci")));
    }

    @Test
    void everyTableLeadsToTheGatewayEndpoints() throws IOException {
        List<Spec> specs =
                specs(
                        "dmz_igw_routes=0.0.0.0/0",
                        "dmz_nat_gateways=auto",
                        "nat_gateway_routes=web/dmz",
                        "gateway_endpoints=s3 dynamodb");
        assertThat(of(VpcEndpoint.class, specs)).hasSize(2);
        assertThat(named(VpcEndpoint.class, "ci_dynamodb", specs))
                .isEqualTo(
                        new VpcEndpoint(
                                "ci_dynamodb",
                                VPC,
                                "dynamodb",
                                "Gateway",
                                Set.of(
                                        new Ref<>(RouteTable.class, "ci_dmz"),
                                        new Ref<>(RouteTable.class, "ci_web_z-a"),
                                        new Ref<>(RouteTable.class, "ci_web_z-b"),
                                        new Ref<>(RouteTable.class, "ci_db")),
                                Set.of(),
                                Set.of(),
                                null,
                                tags("ci_dynamodb")));
        assertThat(of(SecurityGroup.class, specs)).hasSize(3);
    }

    @Test
    void interfaceEndpointsLetInHttpsFromTheWholeVpc() throws IOException {
        List<Spec> specs = specs("interface_endpoints=ssm", "interface_endpoints_metanetwork=web");
        Ref<SecurityGroup> group = new Ref<>(SecurityGroup.class, "ci_interface_endpoints");
        assertThat(named(VpcEndpoint.class, "ci_ssm", specs))
                .isEqualTo(
                        new VpcEndpoint(
                                "ci_ssm",
                                VPC,
                                "ssm",
                                "Interface",
                                Set.of(),
                                Set.of(
                                        new Ref<>(Subnet.class, "ci_web_z-a"),
                                        new Ref<>(Subnet.class, "ci_web_z-b")),
                                Set.of(group),
                                true,
                                tags("ci_ssm")));
        assertThat(named(SecurityGroupRules.class, group.name(), specs))
                .isEqualTo(
                        new SecurityGroupRules(
                                group.name(),
                                group,
                                Set.of(new Rule("tcp", 443, 443, new Cidr("10.0.0.0/20"))),
                                null));
        assertThat(of(SecurityGroup.class, specs)).hasSize(4);
    }

    @Test
    void egressIsManagedOnlyWhereTheFilesSayIt() throws IOException {
        List<Spec> specs =
                specs(
                        "web_egress_rules=tcp db 5432, tcp pl-63a5400a 443, tcp 2001:db8::/32 80 81",
                        "db_egress_rules=none",
                        "web_sg_rules=udp all 53");
        assertThat(named(SecurityGroupRules.class, "ci_dmz", specs).egress()).isNull();
        assertThat(named(SecurityGroupRules.class, "ci_db", specs).egress()).isEmpty();
        SecurityGroupRules web = named(SecurityGroupRules.class, "ci_web", specs);
        assertThat(web.egress())
                .containsExactlyInAnyOrder(
                        new Rule(
                                "tcp",
                                5432,
                                5432,
                                new Group(new Ref<>(SecurityGroup.class, "ci_db"))),
                        new Rule("tcp", 443, 443, new PrefixList("pl-63a5400a")),
                        new Rule("tcp", 80, 80, new Cidr("2001:db8::/32")),
                        new Rule("tcp", 81, 81, new Cidr("2001:db8::/32")));
        assertThat(web.ingress()).hasSize(3);
    }
}
