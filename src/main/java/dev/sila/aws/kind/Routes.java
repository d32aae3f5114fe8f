package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.Waiter;
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
    private static final String NAT = "nat-";
    private static final String VPN = "vgw-";

    private final Ec2Client ec2;
    private final NetworkCalls calls;
    private final NatGatewayStates natGateways;
    private final VpnGateways vpnGateways;

    Routes(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.calls = new NetworkCalls(ec2, waiter);
        this.natGateways = new NatGatewayStates(ec2, waiter);
        this.vpnGateways = new VpnGateways(ec2, waiter);
    }

    /**
     * The static routes. Not the local one, nor propagated ones, nor those of gateway endpoints:
     * they come and go with what made them; nor those of peerings, which are {@link PeeringRoutes}.
     */
    static Set<RouteTable.Route> found(List<Route> routes, World world) {
        Set<RouteTable.Route> found = new LinkedHashSet<>();
        for (Route each : routes) {
            String gateway = Objects.requireNonNullElse(each.gatewayId(), "");
            if (each.origin() == RouteOrigin.CREATE_ROUTE
                    && !gateway.equals("local")
                    && !gateway.startsWith("vpce-")
                    && each.vpcPeeringConnectionId() == null) {
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

    /** A target of another sort than those Sila makes keeps its identifier as name. */
    private static Ref<?> target(Route route, World world) {
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
        return switch (id.substring(0, id.indexOf('-') + 1)) {
            case "igw-" -> world.ref(InternetGateway.class, id);
            case NAT -> world.ref(NatGateway.class, id);
            case VPN -> world.ref(VpnGatewayAttachment.class, id);
            default -> new Ref<>(InternetGateway.class, id);
        };
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

    /**
     * Makes the route, or turns one that is there to the target. A target may still be on its way,
     * if a run died while it waited for it; only a refusal makes it worth a look.
     */
    void put(String table, RouteTable.Route route, Ids ids) {
        String target = ids.of(route.target());
        try {
            lead(table, route.destination(), target);
        } catch (Ec2Exception refused) {
            if (!awaited(target, route.target().name()) && !AwsErrors.notYetVisible(refused)) {
                throw refused;
            }
            calls.whenVisible(
                    target,
                    () -> {
                        lead(table, route.destination(), target);
                        return target;
                    });
        }
    }

    private boolean awaited(String target, String name) {
        if (target.startsWith(NAT)) {
            natGateways.awaitAvailable(target, name);
        } else if (target.startsWith(VPN)) {
            vpnGateways.awaitAttached(target);
        } else {
            return false;
        }
        return true;
    }

    private void lead(String table, String destination, String target) {
        String nat = target.startsWith(NAT) ? target : null;
        String gateway = nat == null ? target : null;
        CreateRouteRequest request =
                CreateRouteRequest.builder()
                        .routeTableId(table)
                        .destinationCidrBlock(destination)
                        .gatewayId(gateway)
                        .natGatewayId(nat)
                        .build();
        try {
            ec2.createRoute(request);
        } catch (Ec2Exception e) {
            if (!AwsErrors.alreadyExists(e)) {
                throw e;
            }
            ec2.replaceRoute(
                    ReplaceRouteRequest.builder()
                            .routeTableId(table)
                            .destinationCidrBlock(destination)
                            .gatewayId(gateway)
                            .natGatewayId(nat)
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
