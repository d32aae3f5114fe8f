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
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Routes to IPv4 ranges and prefix lists. */
public final class Routes {
    static final String LOCAL = "local";
    private static final Set<String> SUPPORTED =
            Set.of(
                    "RouteTableId",
                    "DestinationCidrBlock",
                    "DestinationPrefixListId",
                    "GatewayId",
                    "InstanceId",
                    "NetworkInterfaceId",
                    "NatGatewayId",
                    "VpcPeeringConnectionId",
                    "DryRun");

    /** Where routes lead: exactly one of a range and a prefix list. */
    private record Destination(@Nullable Cidr cidr, @Nullable String prefixListId) {
        boolean is(Route route) {
            return cidr == null
                    ? String.valueOf(prefixListId).equals(route.destinationPrefixListId())
                    : cidr.toString().equals(route.destinationCidrBlock());
        }

        Route of(Route target) {
            return target.toBuilder()
                    .destinationCidrBlock(cidr == null ? null : cidr.toString())
                    .destinationPrefixListId(prefixListId)
                    .build();
        }

        @Override
        public String toString() {
            return cidr == null ? String.valueOf(prefixListId) : cidr.toString();
        }
    }

    private final Store store;
    private final RouteTargets targets;
    private final PrefixLists prefixLists;

    Routes(Store store, RouteTargets targets, PrefixLists prefixLists) {
        this.store = store;
        this.targets = targets;
        this.prefixLists = prefixLists;
    }

    public CreateRouteResponse createRoute(CreateRouteRequest request) {
        Refusals.supportedOnly(request, SUPPORTED);
        RouteTable table = store.routeTables().get(request.routeTableId());
        Destination destination = destination(request);
        Route route = destination.of(targets.aimed(table, request));
        if (at(table, destination).isPresent()) {
            throw new AwsFailure(
                    "RouteAlreadyExists",
                    "The route identified by " + destination + " already exists.");
        }
        checkSpecific(table, destination, route);
        int more = prefixLists.weight(destination.prefixListId());
        store.checkQuota(NetworkQuotas.ROUTES, weight(table) + more - 1, "RouteLimitExceeded");
        Refusals.endDryRun(request.dryRun());
        put(table, destination, route);
        return CreateRouteResponse.builder().returnValue(true).build();
    }

    /** Routes count once, those to a prefix list as often as it may have entries. */
    private long weight(RouteTable table) {
        return table.routes().stream()
                .filter(route -> !isEndpoint(route))
                .mapToLong(route -> prefixLists.weight(route.destinationPrefixListId()))
                .sum();
    }

    private static void checkSpecific(RouteTable table, Destination destination, Route route) {
        Cidr cidr = destination.cidr();
        boolean leadsOut = route.gatewayId() != null || route.vpcPeeringConnectionId() != null;
        if (cidr != null && leadsOut && locals(table).anyMatch(each -> each.contains(cidr))) {
            throw Refusals.invalid(
                    "The destination CIDR block %s is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance."
                            .formatted(destination));
        }
    }

    public ReplaceRouteResponse replaceRoute(ReplaceRouteRequest request) {
        Refusals.supportedOnly(request, SUPPORTED);
        RouteTable table = store.routeTables().get(request.routeTableId());
        Destination destination = destination(request);
        Route route = destination.of(targets.aimed(table, request));
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
        refuseEndpoint(table, before);
        checkSpecific(table, destination, route);
        Refusals.endDryRun(request.dryRun());
        put(table, destination, route);
        return ReplaceRouteResponse.builder().build();
    }

    public DeleteRouteResponse deleteRoute(DeleteRouteRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "RouteTableId",
                        "DestinationCidrBlock",
                        "DestinationPrefixListId",
                        "DryRun"));
        RouteTable table = store.routeTables().get(request.routeTableId());
        Destination destination = destination(request);
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
        refuseEndpoint(table, route);
        Refusals.endDryRun(request.dryRun());
        put(table, destination, null);
        return DeleteRouteResponse.builder().build();
    }

    private static void refuseEndpoint(RouteTable table, Route route) {
        if (isEndpoint(route)) {
            throw Refusals.invalid(
                    "cannot remove VPC endpoint route %s in route table %s"
                            .formatted(route.destinationPrefixListId(), table.routeTableId()));
        }
    }

    private Destination destination(SdkPojo request) {
        Route asked = Reshape.copy(request, Route.builder()).build();
        String range = asked.destinationCidrBlock();
        String list = asked.destinationPrefixListId();
        if (range != null && list != null) {
            throw Refusals.combination(
                    "The parameters destinationCidrBlock and destinationPrefixListId cannot be used"
                            + " together");
        }
        if (list != null) {
            return new Destination(null, store.network().prefixLists().get(list).prefixListId());
        }
        String given = Refusals.required(range, "destinationCidrBlock");
        return new Destination(
                Cidr.parse(given)
                        .orElseThrow(() ->
                                Refusals.invalid(
                                        "destinationCidrBlock",
                                        given,
                                        "This is not a valid CIDR block.")),
                null);
    }

    private static Stream<Cidr> locals(RouteTable table) {
        return table.routes().stream()
                .filter(Routes::isLocal)
                .map(route -> Cidr.parse(route.destinationCidrBlock()).orElseThrow());
    }

    /** Whether a route leads to the VPC itself. */
    static boolean isLocal(Route route) {
        return LOCAL.equals(route.gatewayId());
    }

    /** Whether a route was made by a gateway endpoint, which alone may remove it. */
    static boolean isEndpoint(Route route) {
        return route.gatewayId() != null
                && route.gatewayId().startsWith(ResourceKind.VPC_ENDPOINT.prefix() + "-");
    }

    private static Optional<Route> at(RouteTable table, Destination destination) {
        return table.routes().stream().filter(destination::is).findFirst();
    }

    private void put(RouteTable table, Destination destination, @Nullable Route route) {
        List<Route> routes = new ArrayList<>(table.routes());
        routes.removeIf(destination::is);
        if (route != null) {
            routes.add(route);
        }
        store.routeTables().put(table.toBuilder().routes(routes).build());
    }
}
