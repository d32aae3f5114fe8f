package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.aws.AwsTags;
import dev.sila.aws.kind.NatGateway;
import dev.sila.aws.kind.PeeringRoutes;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.VpcEndpoint;
import dev.sila.aws.kind.VpnGatewayAttachment;
import dev.sila.cli.operation.Networks;
import dev.sila.engine.Change;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Spec;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.VpnGateway;

/** What gateways do that no other kind does: they fail late, come slowly, and belong to others. */
class GatewaysTest {
    private final Specimens ci = new Specimens("ci");
    private final Stage stage = new Stage();
    private final Ec2Client ec2 = stage.cloud().clients().ec2();

    @AfterEach
    void close() {
        stage.close();
    }

    private void bring(List<Spec> wanted) {
        Plan plan = stage.plan("ci", wanted);
        assertThat(stage.apply(plan).problems()).as("%s", PlanText.lines(plan)).isEmpty();
        assertThat(PlanText.lines(stage.plan("ci", wanted))).hasSize(1);
    }

    /** The network's part of the specimens. */
    private List<Spec> network(Predicate<Spec> which) {
        return ci.all().stream().filter(each -> isNetwork(each) && which.test(each)).toList();
    }

    private static boolean isNetwork(Spec spec) {
        return Networks.KINDS.contains(spec.getClass());
    }

    private String staticAddress() {
        return ci.staticAddress(1).publicIp();
    }

    private String allocation(String publicIp) {
        return ec2.describeAddresses(each -> each.publicIps(publicIp))
                .addresses()
                .getFirst()
                .allocationId();
    }

    private VpnGateway vpnGateway(String name) {
        return ec2.describeVpnGateways().vpnGateways().stream()
                .filter(each -> AwsTags.fromEc2(each.tags()).values().containsValue(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAddressThatTheAccountDoesNotHaveIsAProblemOfThePlan() {
        ec2.releaseAddress(each -> each.allocationId(allocation(staticAddress())));
        assertThatThrownBy(() -> stage.plan("ci", ci.all()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no Elastic IP address " + staticAddress());
    }

    @Test
    void anAddressThatSomethingElseUsesIsAProblemOfThePlanAndSaysWhat() {
        Specimens other = new Specimens("ci2");
        assertThat(stage.apply(stage.plan("ci2", other.all())).problems()).isEmpty();
        String card =
                ec2.createNetworkInterface(each ->
                                each.subnetId(
                                        ec2.describeSubnets(all ->
                                                        all.filters(AwsTags.ofEnvironment("ci2")))
                                                .subnets()
                                                .getFirst()
                                                .subnetId()))
                        .networkInterface()
                        .networkInterfaceId();
        ec2.associateAddress(
                each -> each.allocationId(allocation(staticAddress())).networkInterfaceId(card));
        assertThatThrownBy(() -> stage.plan("ci", ci.all()))
                .hasMessageContaining(
                        "nat gateway ci_web_us-east-1b: its Elastic IP address "
                                + staticAddress()
                                + " is used by network interface "
                                + card);
    }

    @Test
    void twoGatewaysThatSwapTheirAddressesWaitForEachOther() {
        List<Spec> rest = network(each -> !(each instanceof NatGateway));
        List<Spec> before = new ArrayList<>(rest);
        before.add(ci.outward("a", ci.staticAddress(1)));
        before.add(ci.outward("b", ci.staticAddress(2)));
        bring(before);
        List<Spec> after = new ArrayList<>(rest);
        after.add(ci.outward("a", ci.staticAddress(2)));
        after.add(ci.outward("b", ci.staticAddress(1)));
        bring(after);
    }

    @Test
    void aRouteTableOutlivesTheGatewayItLeadsTo() {
        bring(network(each -> true));
        List<Spec> after = new ArrayList<>(network(each -> !(each instanceof NatGateway)));
        after.add(ci.outward("a", ci.staticAddress(2)));
        after.add(ci.outward("b", ci.staticAddress(1)));
        Plan plan = stage.plan("ci", after);
        assertThat(plan.actions())
                .anyMatch(each -> each instanceof Change.Replace<?>)
                .noneMatch(each ->
                        each.key().noun().equals("route table")
                                && !(each instanceof Change.Update));
        bring(network(each -> true));
        bring(after);
    }

    @Test
    void aGatewayThatFailedIsExplainedShownAndReplaced() {
        List<Spec> wanted = network(each -> true);
        bring(
                network(each ->
                        !(each instanceof NatGateway)
                                && !(each instanceof RouteTable)
                                && !(each instanceof PeeringRoutes)
                                && !(each instanceof VpcEndpoint)));
        // It fails once the plan is made: the gateway to the internet is taken away by somebody.
        Plan plan = stage.plan("ci", wanted);
        String gateway =
                ec2.describeInternetGateways(each -> each.filters(AwsTags.ofEnvironment("ci")))
                        .internetGateways()
                        .getFirst()
                        .internetGatewayId();
        String vpc =
                ec2.describeVpcs(each -> each.filters(AwsTags.ofEnvironment("ci")))
                        .vpcs()
                        .getFirst()
                        .vpcId();
        ec2.detachInternetGateway(each -> each.internetGatewayId(gateway).vpcId(vpc));
        assertThat(stage.apply(plan).problems())
                .anySatisfy(each ->
                        assertThat(each.line())
                                .contains(
                                        "nat gateway ci_web_us-east-1a: AWS could not make it",
                                        "has no Internet gateway attached (Gateway.NotAttached)"));
        assertThat(PlanText.lines(stage.plan("ci", wanted)))
                .anyMatch(each -> each.contains("- nat gateway ci_web_us-east-1a, failed (nat-"))
                .anyMatch(each -> each.contains("+ nat gateway ci_web_us-east-1a"));
        bring(wanted);
    }

    @Test
    void anAddressAllocatedTwiceIsKeptWhereItIsUsed() {
        bring(ci.all());
        String used =
                ec2.describeAddresses(each -> each.filters(AwsTags.ofEnvironment("ci")))
                        .addresses()
                        .getFirst()
                        .publicIp();
        for (int spare = 0; spare < 5; spare++) {
            ec2.allocateAddress(each ->
                    each.tagSpecifications(
                            AwsTags.ec2(ResourceType.ELASTIC_IP, ci.address().tags())));
        }
        Plan plan = stage.plan("ci", ci.all());
        assertThat(plan.actions()).hasSize(5).allMatch(each -> each instanceof Change.Delete<?>);
        bring(ci.all());
        assertThat(
                        ec2.describeAddresses(each -> each.filters(AwsTags.ofEnvironment("ci")))
                                .addresses())
                .singleElement()
                .satisfies(each -> assertThat(each.publicIp()).isEqualTo(used));
    }

    @Test
    void aGatewayDeletedByHandIsMadeAgainAndItsRouteTurned() {
        bring(ci.all());
        String gateway =
                ec2.describeNatGateways(each -> each.filter(AwsTags.ofEnvironment("ci")))
                        .natGateways()
                        .getFirst()
                        .natGatewayId();
        ec2.deleteNatGateway(each -> each.natGatewayId(gateway));
        // Its address is not free before it is deleted, which takes its time.
        bring(ci.all());
        assertThat(
                        ec2.describeNatGateways(each -> each.filter(AwsTags.ofEnvironment("ci")))
                                .natGateways())
                .filteredOn(each -> each.state() == NatGatewayState.AVAILABLE)
                .hasSize(2);
    }

    @Test
    void withoutAVpnGatewayOfItsNameThePlanSaysWhereItComesFrom() {
        VpnGateway gateway = vpnGateway("ci");
        ec2.createTags(each ->
                each.resources(gateway.vpnGatewayId())
                        .tags(tag -> tag.key("Name").value("ci-old")));
        assertThatThrownBy(() -> stage.plan("ci", ci.all()))
                .hasMessageContaining("no virtual private gateway whose Name tag is ci.")
                .hasMessageContaining("Key=Name,Value=ci)");
    }

    @Test
    void twoVpnGatewaysOfOneNameAreAProblem() {
        stage.provide("ci");
        assertThatThrownBy(() -> stage.plan("ci", ci.all()))
                .hasMessageContaining(
                        "several virtual private gateways have the Name tag ci: vgw-");
    }

    @Test
    void aVpnGatewayOfAnotherVpcIsNotStolen() {
        String vpc = ec2.describeVpcs().vpcs().getFirst().vpcId();
        VpnGateway gateway = vpnGateway("ci");
        ec2.attachVpnGateway(each -> each.vpnGatewayId(gateway.vpnGatewayId()).vpcId(vpc));
        assertThatThrownBy(() -> stage.plan("ci", ci.all()))
                .hasMessageContaining(
                        "is attached to " + vpc + ", which is not this environment's.");
        bring(
                network(each ->
                        !(each instanceof VpnGatewayAttachment)
                                && !(each instanceof RouteTable)
                                && !(each instanceof PeeringRoutes)
                                && !(each instanceof VpcEndpoint)));
        bring(List.of());
        assertThat(vpnGateway("ci").vpcAttachments())
                .singleElement()
                .satisfies(each -> assertThat(each.vpcId()).isEqualTo(vpc));
    }

    @Test
    void theVpnGatewayStaysWhenTheEnvironmentGoes() {
        bring(ci.all());
        assertThat(vpnGateway("ci").vpcAttachments())
                .singleElement()
                .satisfies(each -> assertThat(each.state()).isEqualTo(AttachmentStatus.ATTACHED));
        bring(List.of());
        assertThat(vpnGateway("ci").vpcAttachments())
                .allMatch(each -> each.state() == AttachmentStatus.DETACHED);
        bring(ci.all());
    }
}
