package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Routes to internet gateways, instances and network interfaces. */
public final class Routes {
    static final String LOCAL = "local";
    private static final Set<String> SUPPORTED =
            Set.of(
                    "RouteTableId",
                    "DestinationCidrBlock",
                    "GatewayId",
                    "InstanceId",
                    "NetworkInterfaceId",
                    "DryRun");

    private final Store store;

    Routes(Store store) {
        this.store = store;
    }

    public CreateRouteResponse createRoute(CreateRouteRequest request) {
        Refusals.supportedOnly(request, SUPPORTED);
        RouteTable table = store.routeTables().get(request.routeTableId());
        Cidr destination = destination(request.destinationCidrBlock());
        Route route = aimed(table, destination, request);
        if (at(table, destination).isPresent()) {
            throw new AwsFailure(
                    "RouteAlreadyExists",
                    "The route identified by " + destination + " already exists.");
        }
        if (route.gatewayId() != null && local(table).contains(destination)) {
            throw Refusals.invalid(
                    "The destination CIDR block %s is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance."
                            .formatted(destination));
        }
        store.checkQuota(NetworkQuotas.ROUTES, table.routes().size(), "RouteLimitExceeded");
        Refusals.endDryRun(request.dryRun());
        put(table, destination, route);
        return CreateRouteResponse.builder().returnValue(true).build();
    }

    public ReplaceRouteResponse replaceRoute(ReplaceRouteRequest request) {
        Refusals.supportedOnly(request, SUPPORTED);
        RouteTable table = store.routeTables().get(request.routeTableId());
        Cidr destination = destination(request.destinationCidrBlock());
        Route route = aimed(table, destination, request);
        Route before = at(table, destination).orElse(null);
        if (before == null) {
            throw Refusals.invalid(
                    "There is no route defined for '%s' in the route table. Use CreateRoute instead."
                            .formatted(destination));
        }
        if (isLocal(before)) {
            throw Refusals.invalid(
                    "cannot replace local route %s in route table %s"
                            .formatted(destination, table.routeTableId()));
        }
        Refusals.endDryRun(request.dryRun());
        put(table, destination, route);
        return ReplaceRouteResponse.builder().build();
    }

    public DeleteRouteResponse deleteRoute(DeleteRouteRequest request) {
        Refusals.supportedOnly(request, Set.of("RouteTableId", "DestinationCidrBlock", "DryRun"));
        RouteTable table = store.routeTables().get(request.routeTableId());
        Cidr destination = destination(request.destinationCidrBlock());
        Route route =
                at(table, destination)
                        .orElseThrow(() ->
                                new AwsFailure(
                                        "InvalidRoute.NotFound",
                                        "no route with destination-cidr-block %s in route table %s"
                                                .formatted(destination, table.routeTableId())));
        if (isLocal(route)) {
            throw Refusals.invalid(
                    "cannot remove local route %s in route table %s"
                            .formatted(destination, table.routeTableId()));
        }
        Refusals.endDryRun(request.dryRun());
        put(table, destination, null);
        return DeleteRouteResponse.builder().build();
    }

    private static Cidr destination(@Nullable String text) {
        String given = Refusals.required(text, "destinationCidrBlock");
        return Cidr.parse(given)
                .orElseThrow(() ->
                        Refusals.invalid(
                                "destinationCidrBlock", given, "This is not a valid CIDR block."));
    }

    private static Cidr local(RouteTable table) {
        return table.routes().stream()
                .filter(Routes::isLocal)
                .findFirst()
                .flatMap(route -> Cidr.parse(route.destinationCidrBlock()))
                .orElseThrow();
    }

    private static boolean isLocal(Route route) {
        return LOCAL.equals(route.gatewayId());
    }

    private static Optional<Route> at(RouteTable table, Cidr destination) {
        return table.routes().stream()
                .filter(route -> route.destinationCidrBlock().equals(destination.toString()))
                .findFirst();
    }

    private void put(RouteTable table, Cidr destination, @Nullable Route route) {
        List<Route> routes = new ArrayList<>(table.routes());
        routes.removeIf(each -> each.destinationCidrBlock().equals(destination.toString()));
        if (route != null) {
            routes.add(route);
        }
        store.routeTables().put(table.toBuilder().routes(routes).build());
    }

    private Route aimed(RouteTable table, Cidr destination, SdkPojo request) {
        Route asked = Reshape.copy(request, Route.builder()).build();
        long targets =
                Stream.of(asked.gatewayId(), asked.instanceId(), asked.networkInterfaceId())
                        .filter(java.util.Objects::nonNull)
                        .count();
        if (targets == 0) {
            throw Refusals.missing("gatewayId, instanceId or networkInterfaceId");
        }
        if (targets > 1) {
            throw Refusals.combination("Only one target of a route may be specified");
        }
        Route.Builder route =
                asked.toBuilder()
                        .destinationCidrBlock(destination.toString())
                        .origin(RouteOrigin.CREATE_ROUTE);
        if (asked.gatewayId() != null) {
            checkGateway(table, asked.gatewayId());
        } else {
            NetworkInterface target = target(asked);
            checkNetwork(table, target.vpcId(), "interface " + target.networkInterfaceId());
            route.networkInterfaceId(target.networkInterfaceId());
            if (target.attachment() != null && target.attachment().instanceId() != null) {
                route.instanceId(target.attachment().instanceId()).instanceOwnerId(store.account());
            }
        }
        return route.build();
    }

    private NetworkInterface target(Route asked) {
        if (asked.networkInterfaceId() != null) {
            return store.interfaces().get(asked.networkInterfaceId());
        }
        String id = store.instances().get(asked.instanceId()).instanceId();
        return store.interfaces()
                .rows()
                .filter(each -> each.attachment() != null)
                .filter(each -> id.equals(each.attachment().instanceId()))
                .findFirst()
                .orElseThrow(() -> ResourceKind.INSTANCE.notFound(id));
    }

    private void checkGateway(RouteTable table, String gatewayId) {
        if (store.internetGateways().find(gatewayId).isEmpty()) {
            throw new AwsFailure(
                    "InvalidGatewayID.NotFound",
                    "The gateway ID '" + gatewayId + "' does not exist");
        }
        if (!attached(gatewayId, table.vpcId())) {
            checkNetwork(table, "", "network gateway " + gatewayId);
        }
    }

    private static void checkNetwork(RouteTable table, String vpcId, String other) {
        if (!table.vpcId().equals(vpcId)) {
            throw Refusals.invalid(
                    "route table %s and %s belong to different networks"
                            .formatted(table.routeTableId(), other));
        }
    }

    private boolean attached(String gatewayId, String vpcId) {
        return store.internetGateways().find(gatewayId).stream()
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
        if (isLocal(route)) {
            return true;
        }
        if (route.gatewayId() != null) {
            return attached(route.gatewayId(), table.vpcId());
        }
        return store.interfaces()
                .find(route.networkInterfaceId())
                .filter(target -> target.attachment() != null)
                .flatMap(target -> store.instances().find(target.attachment().instanceId()))
                .filter(instance -> instance.state().name() == InstanceStateName.RUNNING)
                .isPresent();
    }
}
