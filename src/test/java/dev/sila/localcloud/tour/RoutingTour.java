package dev.sila.localcloud.tour;

import static dev.sila.localcloud.Ec2Setup.filter;
import static dev.sila.localcloud.Ec2Setup.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Ec2Setup;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.ec2.model.VpnState;

/** Route tables, and the gateways that their routes lead to until they become black holes. */
final class RoutingTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        tables(rig);
        internet(rig);
        nat(rig);
        vpn(rig);
        instances(rig);
    }

    private static RouteState state(Ec2Setup setup, String table, String range) {
        return setup.tableNow(table).routes().stream()
                .filter(each -> range.equals(each.destinationCidrBlock()))
                .map(Route::state)
                .findFirst()
                .orElseThrow();
    }

    private static void tables(Rig rig) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String vpc = setup.vpc("10.0.0.0/16");
        String subnet = setup.subnet(vpc, "10.0.0.0/24");
        String main = setup.mainTable(vpc);
        RouteTable made =
                ec2.createRouteTable(r ->
                                r.vpcId(vpc)
                                        .tagSpecifications(
                                                tagged(ResourceType.ROUTE_TABLE, "private")))
                        .routeTable();
        String id = made.routeTableId();
        String first =
                ec2.associateRouteTable(r -> r.routeTableId(id).subnetId(subnet)).associationId();
        assertThat(
                        ec2.associateRouteTable(r -> r.routeTableId(id).subnetId(subnet))
                                .associationId())
                .isEqualTo(first);
        String moved =
                ec2.replaceRouteTableAssociation(r -> r.associationId(first).routeTableId(main))
                        .newAssociationId();
        assertThat(
                        ec2.describeRouteTables(
                                        r -> r.filters(filter("association.subnet-id", subnet)))
                                .routeTables())
                .extracting(RouteTable::routeTableId)
                .containsExactly(main);
        ec2.disassociateRouteTable(r -> r.associationId(moved));
        String association =
                setup.tableNow(main).associations().getFirst().routeTableAssociationId();
        ec2.replaceRouteTableAssociation(r -> r.associationId(association).routeTableId(id));
        assertThat(setup.tableNow(id).associations())
                .extracting(RouteTableAssociation::main)
                .containsExactly(true);
        ec2.deleteRouteTable(r -> r.routeTableId(main));
        assertThat(setup.mainTable(vpc)).isEqualTo(id);
    }

    private static void internet(Rig rig) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String vpc = setup.vpc("10.1.0.0/16");
        String table = setup.table(vpc);
        String gateway = setup.gateway(vpc);
        ec2.createRoute(
                r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
        assertThat(state(setup, table, "0.0.0.0/0")).isEqualTo(RouteState.ACTIVE);
        assertThat(
                        ec2.describeRouteTables(r -> r.filters(filter("route.gateway-id", gateway)))
                                .routeTables())
                .hasSize(1);
        ec2.detachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
        assertThat(state(setup, table, "0.0.0.0/0")).isEqualTo(RouteState.BLACKHOLE);
        assertThat(
                        ec2.describeInternetGateways(r -> r.internetGatewayIds(gateway))
                                .internetGateways()
                                .getFirst()
                                .attachments())
                .isEmpty();
        ec2.deleteRoute(r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0"));
        ec2.deleteInternetGateway(r -> r.internetGatewayId(gateway));
    }

    private static void nat(Rig rig) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String vpc = setup.vpc("10.2.0.0/16");
        String subnet = setup.subnet(vpc, "10.2.0.0/24");
        String table = setup.table(vpc);
        failed(rig, subnet);
        setup.gateway(vpc);
        String id = setup.natGateway(subnet);
        ec2.createRoute(
                r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").natGatewayId(id));
        NatGateway gateway = natGateway(ec2, id);
        assertThat(gateway.state()).isEqualTo(NatGatewayState.AVAILABLE);
        assertThat(gateway.natGatewayAddresses().getFirst().publicIp()).startsWith("198.18.");
        String allocation = gateway.natGatewayAddresses().getFirst().allocationId();
        ec2.deleteNatGateway(r -> r.natGatewayId(id));
        assertThat(natGateway(ec2, id).state()).isEqualTo(NatGatewayState.DELETING);
        assertThat(state(setup, table, "0.0.0.0/0")).isEqualTo(RouteState.ACTIVE);
        rig.pass(Duration.ofMinutes(2));
        assertThat(natGateway(ec2, id).state()).isEqualTo(NatGatewayState.DELETED);
        assertThat(state(setup, table, "0.0.0.0/0")).isEqualTo(RouteState.BLACKHOLE);
        ec2.releaseAddress(r -> r.allocationId(allocation));
        String within =
                ec2.createNatGateway(r ->
                                r.subnetId(subnet)
                                        .connectivityType("private")
                                        .privateIpAddress("10.2.0.77"))
                        .natGateway()
                        .natGatewayId();
        rig.pass(Duration.ofMinutes(3));
        assertThat(natGateway(ec2, within).natGatewayAddresses().getFirst().privateIp())
                .isEqualTo("10.2.0.77");
        rig.pass(Duration.ofHours(1));
        assertThat(ec2.describeNatGateways(r -> r.filter(filter("vpc-id", vpc))).natGateways())
                .extracting(NatGateway::natGatewayId)
                .containsExactly(within);
    }

    private static NatGateway natGateway(Ec2Client ec2, String id) {
        return ec2.describeNatGateways(r -> r.natGatewayIds(id)).natGateways().getFirst();
    }

    /** Without an internet gateway, a public NAT gateway fails after a while. */
    private static void failed(Rig rig, String subnet) {
        Ec2Client ec2 = rig.ec2();
        String address = new Ec2Setup(rig).address();
        NatGateway made =
                ec2.createNatGateway(r -> r.subnetId(subnet).allocationId(address)).natGateway();
        assertThat(made.state()).isEqualTo(NatGatewayState.PENDING);
        rig.pass(Duration.ofMinutes(1));
        NatGateway failed = natGateway(ec2, made.natGatewayId());
        assertThat(failed.state()).isEqualTo(NatGatewayState.FAILED);
        assertThat(failed.failureCode()).isEqualTo("Gateway.NotAttached");
    }

    private static void vpn(Rig rig) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String vpc = setup.vpc("10.3.0.0/16");
        String table = setup.table(vpc);
        String id = setup.vpnGateway(vpc);
        assertThat(vpnGateway(ec2, id).vpcAttachments().getFirst().state())
                .isEqualTo(AttachmentStatus.ATTACHED);
        ec2.enableVgwRoutePropagation(r -> r.routeTableId(table).gatewayId(id));
        assertThat(setup.tableNow(table).propagatingVgws())
                .extracting(each -> each.gatewayId())
                .containsExactly(id);
        ec2.disableVgwRoutePropagation(r -> r.routeTableId(table).gatewayId(id));
        assertThat(setup.tableNow(table).propagatingVgws()).isEmpty();
        ec2.createRoute(
                r -> r.routeTableId(table).destinationCidrBlock("192.168.0.0/16").gatewayId(id));
        ec2.detachVpnGateway(r -> r.vpcId(vpc).vpnGatewayId(id));
        assertThat(state(setup, table, "192.168.0.0/16")).isEqualTo(RouteState.BLACKHOLE);
        rig.pass(Duration.ofMinutes(1));
        ec2.deleteVpnGateway(r -> r.vpnGatewayId(id));
        assertThat(vpnGateway(ec2, id).state()).isEqualTo(VpnState.DELETED);
        rig.pass(Duration.ofHours(2));
        assertThat(ec2.describeVpnGateways().vpnGateways()).isEmpty();
    }

    private static VpnGateway vpnGateway(Ec2Client ec2, String id) {
        return ec2.describeVpnGateways(r -> r.filters(filter("vpn-gateway-id", id)))
                .vpnGateways()
                .getFirst();
    }

    private static void instances(Rig rig) {
        Ec2Client ec2 = rig.ec2();
        Ec2Setup setup = new Ec2Setup(rig);
        String vpc = setup.vpc("10.4.0.0/16");
        String subnet = setup.subnet(vpc, "10.4.0.0/24");
        String table = setup.table(vpc);
        String instance = setup.instance(subnet);
        ec2.createRoute(r ->
                r.routeTableId(table).destinationCidrBlock("10.9.0.0/16").instanceId(instance));
        assertThat(state(setup, table, "10.9.0.0/16")).isEqualTo(RouteState.ACTIVE);
        String card = setup.card(subnet);
        ec2.replaceRoute(r ->
                r.routeTableId(table).destinationCidrBlock("10.9.0.0/16").networkInterfaceId(card));
        assertThat(state(setup, table, "10.9.0.0/16")).isEqualTo(RouteState.BLACKHOLE);
        ec2.replaceRoute(r ->
                r.routeTableId(table).destinationCidrBlock("10.9.0.0/16").instanceId(instance));
        ec2.stopInstances(r -> r.instanceIds(instance));
        assertThat(state(setup, table, "10.9.0.0/16")).isEqualTo(RouteState.BLACKHOLE);
        String list = setup.prefixList(3, "10.50.0.0/16");
        ec2.createRoute(
                r -> r.routeTableId(table).destinationPrefixListId(list).networkInterfaceId(card));
        assertThat(
                        ec2.describeRouteTables(r ->
                                        r.filters(filter("route.destination-prefix-list-id", list)))
                                .routeTables())
                .hasSize(1);
    }
}
