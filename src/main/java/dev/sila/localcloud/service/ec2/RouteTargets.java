package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** What routes lead to: which targets a table may have, and whether one is still there. */
final class RouteTargets {
    private static final Set<VpcPeeringConnectionStateReasonCode> PEERED =
            Set.of(
                    VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE,
                    VpcPeeringConnectionStateReasonCode.PROVISIONING,
                    VpcPeeringConnectionStateReasonCode.ACTIVE);

    private final Store store;

    RouteTargets(Store store) {
        this.store = store;
    }

    /** The route to the one target that a request names, checked, without its destination. */
    Route aimed(RouteTable table, SdkPojo request) {
        Route asked = Reshape.copy(request, Route.builder()).build();
        long targets =
                Stream.of(
                                asked.gatewayId(),
                                asked.instanceId(),
                                asked.networkInterfaceId(),
                                asked.natGatewayId(),
                                asked.vpcPeeringConnectionId())
                        .filter(Objects::nonNull)
                        .count();
        if (targets == 0) {
            throw Refusals.missing("gatewayId");
        }
        if (targets > 1) {
            throw Refusals.combination(
                    "The request must contain exactly one of gatewayId, natGatewayId,"
                            + " networkInterfaceId, vpcPeeringConnectionId or instanceId");
        }
        Route.Builder route = Route.builder().origin(RouteOrigin.CREATE_ROUTE);
        if (asked.gatewayId() != null) {
            checkGateway(table, asked.gatewayId());
            return route.gatewayId(asked.gatewayId()).build();
        }
        if (asked.natGatewayId() != null) {
            return route.natGatewayId(checkedNat(table, asked.natGatewayId())).build();
        }
        if (asked.vpcPeeringConnectionId() != null) {
            return route.vpcPeeringConnectionId(
                            checkedPeering(table, asked.vpcPeeringConnectionId()))
                    .build();
        }
        NetworkInterface target = target(asked);
        checkNetwork(table, target.vpcId(), "interface " + target.networkInterfaceId());
        route.networkInterfaceId(target.networkInterfaceId());
        if (target.attachment() != null && target.attachment().instanceId() != null) {
            route.instanceId(target.attachment().instanceId()).instanceOwnerId(store.account());
        }
        return route.build();
    }

    private NetworkInterface target(Route asked) {
        if (asked.networkInterfaceId() != null) {
            return store.interfaces().get(asked.networkInterfaceId());
        }
        String id = store.instances().get(asked.instanceId()).instanceId();
        List<NetworkInterface> cards =
                store.interfaces()
                        .rows()
                        .filter(each -> each.attachment() != null)
                        .filter(each -> id.equals(each.attachment().instanceId()))
                        .toList();
        if (cards.isEmpty()) {
            throw ResourceKind.INSTANCE.notFound(id);
        }
        if (cards.size() > 1) {
            throw new AwsFailure(
                    "InvalidInstanceID",
                    "There are multiple interfaces attached to instance '%s'. Please specify an interface ID for the operation instead."
                            .formatted(id));
        }
        return cards.getFirst();
    }

    private void checkGateway(RouteTable table, String gatewayId) {
        if (gatewayId.startsWith(ResourceKind.VPC_ENDPOINT.prefix() + "-")) {
            throw Refusals.invalid(
                    "Cannot create or replace a prefix list route targeting a VPC Endpoint.");
        }
        if (store.internetGateways().find(gatewayId).isEmpty()
                && store.network().vpnGateways().find(gatewayId).isEmpty()) {
            throw new AwsFailure(
                    "InvalidGatewayID.NotFound",
                    "The gateway ID '" + gatewayId + "' does not exist");
        }
        if (!attached(gatewayId, table.vpcId())) {
            checkNetwork(table, "", "network gateway " + gatewayId);
        }
    }

    /** A gateway takes routes when it is available, not before. */
    private String checkedNat(RouteTable table, String id) {
        ResourceKind.NAT_GATEWAY.check(id);
        NatGateway gateway =
                store.network()
                        .natGateways()
                        .find(id)
                        .filter(each -> each.state() == NatGatewayState.AVAILABLE)
                        .orElseThrow(() ->
                                new AwsFailure(
                                        "InvalidNatGatewayID.NotFound",
                                        "The natGateway ID '" + id + "' does not exist"));
        checkNetwork(table, gateway.vpcId(), "NAT gateway " + id);
        return id;
    }

    private String checkedPeering(RouteTable table, String id) {
        VpcPeeringConnection peering = store.network().peerings().get(id);
        if (!PEERED.contains(peering.status().code())) {
            throw ResourceKind.VPC_PEERING_CONNECTION.notFound(id);
        }
        if (!table.vpcId().equals(peering.accepterVpcInfo().vpcId())) {
            checkNetwork(table, peering.requesterVpcInfo().vpcId(), "peering connection " + id);
        }
        return id;
    }

    private static void checkNetwork(RouteTable table, String vpcId, String other) {
        if (!table.vpcId().equals(vpcId)) {
            throw Refusals.invalid(
                    "route table %s and %s belong to different networks"
                            .formatted(table.routeTableId(), other));
        }
    }

    private boolean attached(String gatewayId, String vpcId) {
        return RoutePropagation.attached(store, gatewayId, vpcId)
                || store.internetGateways().find(gatewayId).stream()
                        .flatMap(gateway -> gateway.attachments().stream())
                        .anyMatch(attachment -> attachment.vpcId().equals(vpcId));
    }

    /** The table with each route active, or a black hole where its target is gone or stopped. */
    RouteTable withStates(RouteTable table) {
        return table.toBuilder()
                .routes(table.routes().stream().map(route -> withState(table, route)).toList())
                .build();
    }

    private Route withState(RouteTable table, Route route) {
        RouteState state = leads(table, route) ? RouteState.ACTIVE : RouteState.BLACKHOLE;
        return route.toBuilder().state(state).build();
    }

    private boolean leads(RouteTable table, Route route) {
        if (Routes.isLocal(route) || Routes.isEndpoint(route)) {
            return true;
        }
        if (route.gatewayId() != null) {
            return attached(route.gatewayId(), table.vpcId());
        }
        if (route.natGatewayId() != null) {
            return store.network()
                    .natGateways()
                    .find(route.natGatewayId())
                    .filter(each -> each.state() != NatGatewayState.DELETED)
                    .isPresent();
        }
        if (route.vpcPeeringConnectionId() != null) {
            return store.network()
                    .peerings()
                    .find(route.vpcPeeringConnectionId())
                    .filter(each ->
                            each.status().code() == VpcPeeringConnectionStateReasonCode.ACTIVE)
                    .isPresent();
        }
        return store.interfaces()
                .find(route.networkInterfaceId())
                .filter(target -> target.attachment() != null)
                .flatMap(target -> store.instances().find(target.attachment().instanceId()))
                .filter(instance -> instance.state().name() == InstanceStateName.RUNNING)
                .isPresent();
    }
}
