package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.Networks;
import dev.sila.cli.operation.Peerings;
import dev.sila.config.Configuration;
import dev.sila.config.ConfigurationReader;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/** Environments that are peered, in what order and by whose plan ever, and what others do to it. */
class PeeringTest {
    private static final String NETWORKS =
            """
            [envtype:sandbox]
            intranet_cidr=auto
            tunnel_cidr=auto
            zones=1
            [envtype:ci]
            intranet_cidr=auto
            zones=1
            [env:ci]
            vpc_cidr=10.1.0.0/20
            [env:ci2]
            type=ci
            vpc_cidr=10.2.0.0/20
            [env:sand1]
            type=sandbox
            vpc_cidr=10.3.0.0/20
            [env:sand2]
            type=sandbox
            vpc_cidr=10.4.0.0/20
            [env:same]
            type=sandbox
            vpc_cidr=10.3.0.0/20
            """;

    private final Stage stage = new Stage();
    private final Ec2Client ec2 = stage.cloud().clients().ec2();

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("disco_aws.ini"), "[disco_aws]\nproject_name=peer\n");
        lines("sand1:sandbox/tunnel ci/intranet");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void lines(String... lines) throws IOException {
        StringBuilder text = new StringBuilder(NETWORKS).append("[peerings]\n");
        for (int i = 0; i < lines.length; i++) {
            text.append("connection_").append(i).append('=').append(lines[i]).append('\n');
        }
        Files.writeString(folder.resolve("disco_vpc.ini"), text.toString());
    }

    private Configuration configuration() {
        return ConfigurationReader.read(folder);
    }

    private Plan plan(String environment) {
        return new Networks(stage.cloud(), configuration())
                .plan(new Networks.Request(environment, null, Map.of()));
    }

    private void bring(String... environments) {
        for (String each : environments) {
            apply(plan(each));
        }
    }

    private void apply(Plan plan) {
        assertThat(stage.apply(plan).problems()).as("%s", PlanText.lines(plan)).isEmpty();
    }

    private void destroy(String environment) {
        apply(Environments.destruction(stage.cloud(), environment));
    }

    private void settled(String... environments) {
        for (String each : environments) {
            assertThat(PlanText.lines(plan(each))).as(each).hasSize(1);
        }
    }

    private List<VpcPeeringConnection> connections() {
        return ec2.describeVpcPeeringConnections().vpcPeeringConnections().stream()
                .filter(each -> !each.status().codeAsString().equals("deleted"))
                .toList();
    }

    /** Where the peerings' routes of each table lead to. */
    private Map<String, List<String>> routes() {
        Map<String, List<String>> routes = new TreeMap<>();
        ec2.describeRouteTables()
                .routeTables()
                .forEach(table -> {
                    List<String> peered =
                            table.routes().stream()
                                    .filter(each -> each.vpcPeeringConnectionId() != null)
                                    .map(Route::destinationCidrBlock)
                                    .sorted()
                                    .toList();
                    if (!peered.isEmpty()) {
                        routes.put(name(table.tags()), peered);
                    }
                });
        return routes;
    }

    private static String name(List<software.amazon.awssdk.services.ec2.model.Tag> tags) {
        return tags.stream()
                .filter(each -> each.key().equals("Name"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private List<SecurityGroupRule> rules() {
        return ec2.describeSecurityGroupRules(each -> {}).securityGroupRules().stream()
                .filter(each -> each.referencedGroupInfo() != null)
                .filter(each -> each.referencedGroupInfo().vpcPeeringConnectionId() != null)
                .toList();
    }

    private String group(String name) {
        Filter named = Filter.builder().name("group-name").values(name).build();
        return ec2.describeSecurityGroups(each -> each.filters(named))
                .securityGroups()
                .getFirst()
                .groupId();
    }

    private String vpc(String environment) {
        Filter its = Filter.builder().name("tag:sila:environment").values(environment).build();
        return ec2.describeVpcs(each -> each.filters(its)).vpcs().getFirst().vpcId();
    }

    private void expectOneWay() {
        assertThat(connections()).hasSize(1);
        assertThat(routes())
                .isEqualTo(
                        Map.of(
                                "ci_intranet", List.of("10.3.8.0/21"),
                                "sand1_tunnel", List.of("10.1.0.0/20")));
        assertThat(rules())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.groupId()).isEqualTo(group("ci_intranet"));
                    assertThat(rule.isEgress()).isFalse();
                    assertThat(rule.referencedGroupInfo().groupId())
                            .isEqualTo(group("sand1_tunnel"));
                });
    }

    @Test
    void whicheverIsMadeLastPeersBoth() {
        bring("ci", "ci2", "sand1");
        expectOneWay();
        settled("ci", "ci2", "sand1");
        destroy("ci");
        assertThat(connections()).isEmpty();
        assertThat(routes()).isEmpty();
        assertThat(rules()).isEmpty();
        settled("sand1", "ci2");
        bring("ci");
        expectOneWay();
        settled("sand1", "ci");
    }

    @Test
    void aLineMoreAndALineLessChangeBothSides() throws IOException {
        bring("ci", "sand1", "sand2", "ci2");
        lines("*:sandbox/tunnel ci/intranet", "ci/intranet sand1/intranet");
        assertThat(plan("ci2").isEmpty()).isTrue();
        apply(new Peerings(stage.cloud(), configuration()).plan("ci"));
        settled("ci", "sand1", "sand2", "ci2");
        assertThat(connections()).hasSize(2);
        assertThat(rules()).hasSize(3);
        assertThat(routes())
                .containsOnlyKeys("ci_intranet", "sand1_tunnel", "sand1_intranet", "sand2_tunnel");
        lines("sand1:sandbox/tunnel ci/intranet");
        bring("sand2", "sand1");
        expectOneWay();
        settled("ci", "sand1", "sand2", "ci2");
        apply(Peerings.destruction(stage.cloud(), "ci"));
        assertThat(connections()).isEmpty();
        assertThat(routes()).isEmpty();
        assertThat(rules()).isEmpty();
    }

    @Test
    void aRequestThatNobodyAcceptedIsAccepted() {
        bring("ci");
        bring("sand1");
        String id = connections().getFirst().vpcPeeringConnectionId();
        var tags = connections().getFirst().tags();
        apply(Peerings.destruction(stage.cloud(), "ci"));
        String pending =
                ec2.createVpcPeeringConnection(
                                each -> each.vpcId(vpc("ci")).peerVpcId(vpc("sand1")))
                        .vpcPeeringConnection()
                        .vpcPeeringConnectionId();
        ec2.createTags(each -> each.resources(pending).tags(tags));
        stage.pass(java.time.Duration.ofMinutes(1));
        assertThat(connections().getFirst().status().codeAsString())
                .isEqualTo("pending-acceptance");
        assertThat(PlanText.lines(plan("sand1")))
                .contains("        status: pending-acceptance -> active");
        bring("sand1");
        expectOneWay();
        assertThat(connections().getFirst().vpcPeeringConnectionId())
                .isEqualTo(pending)
                .isNotEqualTo(id);
        settled("ci", "sand1");
    }

    @Test
    void aConnectionThatSomebodyDeletedIsMadeAnew() {
        bring("ci", "sand1");
        String id = connections().getFirst().vpcPeeringConnectionId();
        ec2.deleteVpcPeeringConnection(each -> each.vpcPeeringConnectionId(id));
        stage.pass(java.time.Duration.ofHours(3));
        bring("ci");
        expectOneWay();
        settled("ci", "sand1");
    }

    @Test
    void whatAConnectionLeftBehindGoes() throws IOException {
        bring("ci", "sand1");
        String id = connections().getFirst().vpcPeeringConnectionId();
        ec2.deleteVpcPeeringConnection(each -> each.vpcPeeringConnectionId(id));
        lines();
        bring("ci", "sand1");
        assertThat(routes()).isEmpty();
        assertThat(rules()).isEmpty();
        settled("ci", "sand1");
    }

    @Test
    void aConnectionOfOthersIsNamedAndLeftAlone() throws IOException {
        lines();
        bring("ci", "sand1", "ci2");
        String theirs =
                ec2.createVpcPeeringConnection(
                                each -> each.vpcId(vpc("ci")).peerVpcId(vpc("sand1")))
                        .vpcPeeringConnection()
                        .vpcPeeringConnectionId();
        stage.pass(java.time.Duration.ofMinutes(1));
        ec2.acceptVpcPeeringConnection(each -> each.vpcPeeringConnectionId(theirs));
        stage.pass(java.time.Duration.ofMinutes(1));
        Filter table = Filter.builder().name("tag:Name").values("ci_intranet").build();
        String tableId =
                ec2.describeRouteTables(each -> each.filters(table))
                        .routeTables()
                        .getFirst()
                        .routeTableId();
        ec2.createRoute(each ->
                each.routeTableId(tableId)
                        .destinationCidrBlock("10.3.0.0/28")
                        .vpcPeeringConnectionId(theirs));
        settled("ci", "sand1", "ci2");
        lines("sand1/tunnel ci/intranet");
        assertThat(stage.apply(plan("ci")).problems())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains(theirs, "did not make"));
        assertThat(connections()).hasSize(1);
        assertThat(routes()).isEqualTo(Map.of("ci_intranet", List.of("10.3.0.0/28")));
    }

    @Test
    void commonAddressesAreToldBeforeAnythingIsDone() throws IOException {
        lines("sand1/tunnel same/tunnel");
        bring("sand1");
        long before = stage.cloud().calls().writes();
        assertThatThrownBy(() -> plan("same"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("disco_vpc.ini:23")
                .hasMessageContaining("addresses in common");
        assertThat(stage.cloud().calls().writes()).isEqualTo(before);
    }

    @Test
    void twoNeighboursWithTheSameAddressesCannotShareATable() throws IOException {
        lines("*:sandbox/tunnel ci/intranet");
        bring("sand1", "same");
        assertThatThrownBy(() -> plan("ci"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("route table ci_intranet")
                .hasMessageContaining("10.3.8.0/21 through ci~same");
        destroy("same");
        bring("ci");
        assertThatThrownBy(() -> plan("same"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("10.3.8.0/21 to another peering");
    }

    @Test
    void aMissingMetanetworkIsAMistakeOnlyWhereTheEnvironmentIsNamed() throws IOException {
        bring("ci", "sand1");
        lines("*:ci/tunnel sand1/tunnel");
        bring("sand1");
        settled("ci");
        assertThat(connections()).isEmpty();
        lines("ci/tunnel sand1/tunnel");
        for (String each : List.of("ci", "sand1")) {
            assertThatThrownBy(() -> plan(each))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("has no metanetwork tunnel, only intranet");
        }
    }
}
