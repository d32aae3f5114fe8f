package dev.sila.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.model.Cidr;
import dev.sila.model.Endpoints;
import dev.sila.model.Environment;
import dev.sila.model.MetaNetwork;
import dev.sila.model.NatGateways;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of a network are read as, and what is told when they are wrong. */
class EnvironmentReaderTest {
    private static final String WHERE = "disco_vpc.ini:";

    @TempDir Path folder = Path.of(".");

    private final Problems problems = new Problems();

    /** The environment ci of these lines, the first of which is the second of the file. */
    private Environment read(String... lines) throws IOException {
        return reader(lines)
                .read("ci", null, Map.of("team", "shop", "productline", "given"), problems)
                .orElseThrow();
    }

    private EnvironmentReader reader(String... lines) throws IOException {
        Files.writeString(folder.resolve("disco_aws.ini"), "[disco_aws]\nproject_name=shop\n");
        Files.writeString(
                folder.resolve("disco_vpc.ini"), "[env:ci]\n" + String.join("\n", lines) + "\n");
        return new EnvironmentReader(ConfigurationReader.read(folder), _ -> List.of());
    }

    private static MetaNetwork network(Environment environment, String name) {
        return environment.metaNetwork(name).orElseThrow();
    }

    private List<String> told() {
        return problems.list().stream().map(Problem::line).toList();
    }

    @Test
    void withoutAnyDeclarationThereAreTheFourUsualMetaNetworks() throws IOException {
        Environment environment = read("vpc_cidr=10.0.0.0/20", "dmz_sg_rules=tcp all 80");
        assertThat(environment.metaNetworks())
                .extracting(MetaNetwork::name)
                .containsExactly("intranet", "tunnel", "dmz", "maintenance");
        assertThat(environment.metaNetworks())
                .allMatch(each -> each.cidr() == null && each.where().equals(WHERE + "1"));
        assertThat(network(environment, "dmz").rules()).hasSize(1);
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void oneDeclarationIsTheWholeListAndOptionsOfOthersAreTold() throws IOException {
        Environment environment =
                read("vpc_cidr=10.0.0.0/20", "blue_cidr=auto", "dmz_sg_rules=tcp all 80");
        assertThat(environment.metaNetworks())
                .extracting(MetaNetwork::name)
                .containsExactly("blue");
        assertThat(told())
                .containsExactly(
                        WHERE
                                + "4: dmz_sg_rules has no effect: the environment ci has no metanetwork"
                                + " dmz. Declare it with dmz_cidr.");
    }

    @Test
    void theManualsDynamicNatIsRead() throws IOException {
        Environment environment =
                read(
                        "vpc_cidr=10.0.0.0/20",
                        "tunnel_igw_routes=0.0.0.0/0",
                        "tunnel_nat_gateways=auto",
                        "nat_gateway_routes=intranet/tunnel dmz/tunnel maintenance/tunnel");
        assertThat(network(environment, "tunnel").natGateways())
                .isEqualTo(new NatGateways(WHERE + "4", List.of()));
        assertThat(environment.metaNetworks())
                .extracting(MetaNetwork::natThrough)
                .containsExactly("tunnel", null, "tunnel", "tunnel");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void staticAddressesAreSeparatedBySpaceOrComma() throws IOException {
        Environment environment =
                read(
                        "vpc_cidr=10.0.0.0/20",
                        "tunnel_igw_routes=0.0.0.0/0",
                        "tunnel_nat_gateways=52.0.0.1 52.0.0.2,52.0.0.3",
                        "nat_gateway_routes=intranet/tunnel",
                        "dmz_vgw_routes=10.123.0.0/16 1.124.0.0/16");
        assertThat(network(environment, "tunnel").natGateways())
                .extracting(NatGateways::addresses)
                .isEqualTo(List.of("52.0.0.1", "52.0.0.2", "52.0.0.3"));
        assertThat(network(environment, "dmz").vpnRoutes())
                .containsExactly(Cidr.of("10.123.0.0/16"), Cidr.of("1.124.0.0/16"));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void everythingWrongAboutRoutesIsTold() throws IOException {
        read(
                "vpc_cidr=10.0.0.0/20",
                "tunnel_igw_routes=0.0.0.0/0 1.2.3.4/32",
                "tunnel_vgw_routes=1.2.3.4/32",
                "tunnel_nat_gateways=52.0.0.1 52.0.0.1 52.0.0",
                "dmz_nat_gateways=auto",
                "nat_gateway_routes=intranet/tunel intranet/tunnel intranet/dmz dmz/dmz"
                        + " maintenance tunnel/dmz dmz/intranet");
        assertThat(told())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains(":7", "\"tunel\". Did you mean tunnel?"),
                        line -> assertThat(line).contains("intranet is routed twice, to tunnel"),
                        line -> assertThat(line).contains("dmz is routed to itself"),
                        line -> assertThat(line).contains("\"maintenance\" is not SOURCE/TARGET"),
                        line -> assertThat(line).contains(":5", "52.0.0.1 is given twice"),
                        line -> assertThat(line).contains(":5", "\"52.0.0\" is no IPv4 address"),
                        line -> assertThat(line).contains(":4", "tunnel routes 1.2.3.4/32 both"),
                        line ->
                                assertThat(line)
                                        .contains(
                                                ":7",
                                                "tunnel sends 0.0.0.0/0",
                                                "tunnel_igw_routes sends it elsewhere"),
                        line -> assertThat(line).contains(":6", "dmz cannot reach the internet"),
                        line -> assertThat(line).contains(":7", "intranet has no NAT gateways"));
    }

    @Test
    void natGatewaysThatNobodyUsesAreTold() throws IOException {
        read("vpc_cidr=10.0.0.0/20", "dmz_igw_routes=0.0.0.0/0", "dmz_nat_gateways=auto");
        assertThat(told())
                .containsExactly(
                        WHERE
                                + "4: no metanetwork uses the NAT gateways of dmz. Add"
                                + " nat_gateway_routes=SOURCE/dmz.");
    }

    @Test
    void egressIsRulesOrNothingOrUnmanaged() throws IOException {
        Environment environment =
                read(
                        "vpc_cidr=10.0.0.0/20",
                        "dmz_egress_rules=tcp intranet 8080, tcp pl-63a5400a 443",
                        "tunnel_egress_rules= none",
                        "maintenance_egress_rules=");
        assertThat(network(environment, "intranet").egress()).isNull();
        assertThat(network(environment, "dmz").egress()).hasSize(2);
        assertThat(network(environment, "tunnel").egress()).isEmpty();
        assertThat(told())
                .containsExactly(
                        WHERE
                                + "5: maintenance_egress_rules is empty, which may mean nothing or"
                                + " everything. Write none, rules, or for everything: all 0.0.0.0/0 -1");
    }

    @Test
    void endpointsAreRead() throws IOException {
        Environment environment =
                read(
                        "vpc_cidr=10.0.0.0/20",
                        "gateway_endpoints=s3, dynamodb",
                        "interface_endpoints=ssm ecr.api ssm",
                        "interface_endpoints_metanetwork=intranet");
        assertThat(environment.endpoints())
                .isEqualTo(
                        new Endpoints(
                                List.of("s3", "dynamodb"), List.of("ssm", "ecr.api"), "intranet"));
        assertThat(read("vpc_cidr=10.0.0.0/20", "gateway_endpoints=none").endpoints())
                .isEqualTo(Endpoints.NONE);
        assertThat(read("vpc_cidr=10.0.0.0/20").endpoints())
                .isEqualTo(new Endpoints(List.of("s3"), List.of(), null));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void whatIsWrongAboutEndpointsIsTold() throws IOException {
        read(
                "vpc_cidr=10.0.0.0/20",
                "gateway_endpoints=s4 none",
                "interface_endpoints=s3 com.amazonaws.us-east-1.ssm kms",
                "interface_endpoints_metanetwork=intranett");
        read("vpc_cidr=10.0.0.0/20", "interface_endpoints=kms");
        assertThat(told())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains(":3", "\"s4\". Did you mean s3?"),
                        line -> assertThat(line).contains(":3", "no gateway endpoint for \"none\""),
                        line -> assertThat(line).contains(":4", "s3 is reached by a gateway"),
                        line -> assertThat(line).contains(":4", "no service's short name"),
                        line -> assertThat(line).contains(":5", "Did you mean intranet?"),
                        line ->
                                assertThat(line)
                                        .contains(
                                                ":3", "interface_endpoints_metanetwork=intranet"));
    }

    @Test
    void tagsComeFromOptionsUnderThoseOfTheCommandLine() throws IOException {
        Environment environment =
                read(
                        "vpc_cidr=10.0.0.0/20",
                        "environment_class=production",
                        "product_line=option",
                        "application=till");
        assertThat(environment.tags())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "environment_class",
                                "production",
                                "productline",
                                "given",
                                "team",
                                "shop"));
        assertThat(environment.application()).isEqualTo("till");
    }

    @Test
    void theNumberOfAddressesIsCheckedWhereTheZonesAreKnown() throws IOException {
        String[] lines = {
            "vpc_cidr=10.0.0.0/20",
            "tunnel_igw_routes=0.0.0.0/0",
            "tunnel_nat_gateways=52.0.0.1 52.0.0.2",
            "nat_gateway_routes=intranet/tunnel"
        };
        reader(lines);
        assertThat(ConfigCheck.check(folder, "ci")).isEmpty();
        lines[0] += "\nzones=4";
        reader(lines);
        assertThat(ConfigCheck.check(folder, "ci"))
                .extracting(Problem::line)
                .singleElement()
                .asString()
                .contains(":5", "tunnel_nat_gateways gives 2 addresses", "each of 4 zones");
    }

    @Test
    void anEnvironmentWithoutATypeIsReadAgainWithTheTypeThatItWasMadeWith() throws IOException {
        Environment first = read("vpc_cidr=10.0.0.0/20");
        EnvironmentReader reader = reader("vpc_cidr=10.0.0.0/20");
        assertThat(reader.read("ci", first.type(), Map.of()).type()).isEqualTo("ci");
        assertThatThrownBy(() -> reader.read("ci", "sandbox", Map.of()))
                .hasMessageContaining("there is no [envtype:sandbox]");
    }

    @Test
    void problemsStopTheReading() throws IOException {
        EnvironmentReader reader = reader("vpc_cidr=10.0.0.0/20", "nat_gateway_routes=a/b");
        assertThatThrownBy(() -> reader.read("ci", null, Map.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there is no metanetwork \"a\"")
                .hasMessageContaining("there is no metanetwork \"b\"");
    }
}
