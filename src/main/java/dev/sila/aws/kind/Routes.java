package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.engine.Ids;
import dev.sila.engine.Ref;
import dev.sila.engine.World;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;

/** The routes of one table. */
final class Routes {
    private final Ec2Client ec2;
    private final NetworkCalls calls;

    Routes(Ec2Client ec2, NetworkCalls calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    /**
     * The static routes. Not the local one, nor propagated ones, nor those of gateway endpoints:
     * they come and go with what made them.
     */
    static Set<RouteTable.Route> found(List<Route> routes, World world) {
        Set<RouteTable.Route> found = new LinkedHashSet<>();
        for (Route each : routes) {
            String gateway = Objects.requireNonNullElse(each.gatewayId(), "");
            if (each.origin() == RouteOrigin.CREATE_ROUTE
                    && !gateway.equals("local")
                    && !gateway.startsWith("vpce-")) {
                found.add(new RouteTable.Route(destination(each), target(each, world)));
            }
        }
        return found;
    }

    private static String destination(Route route) {
        return first(
                route.destinationCidrBlock(),
                route.destinationIpv6CidrBlock(),
                route.destinationPrefixListId());
    }

    /** A target that is no internet gateway of the environment keeps its identifier as name. */
    private static Ref<InternetGateway> target(Route route, World world) {
        String id =
                first(
                        route.gatewayId(),
                        route.natGatewayId(),
                        route.networkInterfaceId(),
                        route.instanceId(),
                        route.vpcPeeringConnectionId(),
                        route.transitGatewayId(),
                        route.egressOnlyInternetGatewayId(),
                        route.localGatewayId(),
                        route.carrierGatewayId(),
                        route.coreNetworkArn());
        return id.startsWith("igw-")
                ? world.ref(InternetGateway.class, id)
                : new Ref<>(InternetGateway.class, id);
    }

    private static String first(@Nullable String... values) {
        return Stream.of(values).filter(Objects::nonNull).findFirst().orElse("unknown");
    }

    /** Leads each wanted destination to its target, and deletes what is found beside them. */
    void update(String table, Set<RouteTable.Route> found, Set<RouteTable.Route> wanted, Ids ids) {
        wanted.stream()
                .filter(each -> !found.contains(each))
                .forEach(each -> put(table, each, ids));
        Set<String> kept =
                wanted.stream().map(RouteTable.Route::destination).collect(Collectors.toSet());
        found.stream()
                .map(RouteTable.Route::destination)
                .filter(each -> !kept.contains(each))
                .forEach(each -> delete(table, each));
    }

    /** Makes the route, or turns one that is there to the target. */
    void put(String table, RouteTable.Route route, Ids ids) {
        String target = ids.of(route.target());
        CreateRouteRequest request =
                CreateRouteRequest.builder()
                        .routeTableId(table)
                        .destinationCidrBlock(route.destination())
                        .gatewayId(target)
                        .build();
        try {
            calls.whenVisible(target, () -> ec2.createRoute(request));
        } catch (Ec2Exception e) {
            if (!AwsErrors.alreadyExists(e)) {
                throw e;
            }
            ec2.replaceRoute(
                    ReplaceRouteRequest.builder()
                            .routeTableId(table)
                            .destinationCidrBlock(route.destination())
                            .gatewayId(target)
                            .build());
        }
    }

    private void delete(String table, String destination) {
        DeleteRouteRequest.Builder request = DeleteRouteRequest.builder().routeTableId(table);
        if (destination.startsWith("pl-")) {
            request.destinationPrefixListId(destination);
        } else if (destination.contains(":")) {
            request.destinationIpv6CidrBlock(destination);
        } else {
            request.destinationCidrBlock(destination);
        }
        calls.untilGone(
                "route " + destination + " of " + table, () -> ec2.deleteRoute(request.build()));
    }
}
