package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.aws.kind.PeeringRoutes.Route;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Replacement;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Finds, makes and deletes the routes of peerings. */
public final class PeeringRoutesHandler implements Kind<PeeringRoutes> {
    private final Ec2Client ec2;
    private final NetworkCalls calls;
    private final Neighbour neighbours;

    public PeeringRoutesHandler(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.calls = new NetworkCalls(ec2, waiter);
        this.neighbours = new Neighbour(ec2);
    }

    @Override
    public Class<PeeringRoutes> type() {
        return PeeringRoutes.class;
    }

    @Override
    public Set<String> immutable() {
        return Set.of("table");
    }

    @Override
    public Replacement replacement() {
        return Replacement.DELETE_FIRST;
    }

    @Override
    public List<Found<PeeringRoutes>> find(Scope scope, World world) {
        Set<String> connections =
                world.found(PeeringConnection.class).stream()
                        .map(Found::id)
                        .collect(Collectors.toSet());
        Stream<RouteTable> own = RouteTableReading.of(ec2, scope, world).tables().stream();
        return Stream.concat(own, ofNeighbours(scope, connections))
                .map(each -> found(each, scope, connections, world))
                .filter(each -> !each.state().routes().isEmpty())
                .toList();
    }

    /** The tables of other environments that have a route through these connections. */
    private Stream<RouteTable> ofNeighbours(Scope scope, Set<String> connections) {
        if (connections.isEmpty()) {
            return Stream.of();
        }
        Filter peered =
                Filter.builder()
                        .name("route.vpc-peering-connection-id")
                        .values(connections.stream().sorted().toList())
                        .build();
        DescribeRouteTablesRequest request =
                DescribeRouteTablesRequest.builder()
                        .filters(AwsTags.withKey(Marks.ENVIRONMENT), peered)
                        .maxResults(100)
                        .build();
        return ec2.describeRouteTablesPaginator(request).routeTables().stream()
                .filter(each -> !isOwn(each, scope));
    }

    private static boolean isOwn(RouteTable table, Scope scope) {
        Tags tags = AwsTags.fromEc2(table.tags());
        return scope.environment().equals(tags.values().get(Marks.ENVIRONMENT));
    }

    private static Found<PeeringRoutes> found(
            RouteTable table, Scope scope, Set<String> connections, World world) {
        Tags tags = AwsTags.fromEc2(table.tags());
        boolean own = isOwn(table, scope);
        Set<Route> routes = new LinkedHashSet<>();
        for (var each : table.routes()) {
            String connection = each.vpcPeeringConnectionId();
            // A route of the environment that leads nowhere is what a connection left behind.
            boolean counts =
                    connections.contains(connection)
                            || (own && connection != null && each.state() == RouteState.BLACKHOLE);
            if (counts && each.destinationCidrBlock() != null) {
                routes.add(
                        new Route(
                                each.destinationCidrBlock(),
                                world.ref(PeeringConnection.class, connection)));
            }
        }
        String id = table.routeTableId();
        PeeringRoutes state =
                new PeeringRoutes(
                        AwsTags.name(tags, id),
                        own ? world.ref(dev.sila.aws.kind.RouteTable.class, id) : null,
                        routes);
        return new Found<>(id, state, AwsTags.attrs(tags));
    }

    @Override
    public String create(Scope scope, PeeringRoutes wanted, Ids ids) {
        Ref<dev.sila.aws.kind.RouteTable> own = wanted.table();
        String table = own == null ? neighbours.routeTable(wanted.name()) : ids.of(own);
        wanted.routes().forEach(each -> put(table, each, ids));
        return table;
    }

    @Override
    public void update(Found<PeeringRoutes> found, PeeringRoutes wanted, Diff diff, Ids ids) {
        wanted.routes().stream()
                .filter(each -> !found.state().routes().contains(each))
                .forEach(each -> put(found.id(), each, ids));
        Set<String> kept = destinations(wanted.routes());
        Set<String> gone = destinations(found.state().routes());
        gone.removeAll(kept);
        remove(found.id(), gone);
    }

    private static Set<String> destinations(Set<Route> routes) {
        return routes.stream().map(Route::destination).collect(Collectors.toSet());
    }

    /** Makes the route, or turns one that is there to the connection. */
    private void put(String table, Route route, Ids ids) {
        String connection = ids.of(route.connection());
        CreateRouteRequest request =
                CreateRouteRequest.builder()
                        .routeTableId(table)
                        .destinationCidrBlock(route.destination())
                        .vpcPeeringConnectionId(connection)
                        .build();
        try {
            calls.whenVisible(connection, () -> ec2.createRoute(request));
        } catch (Ec2Exception e) {
            if (!AwsErrors.alreadyExists(e)) {
                throw e;
            }
            ec2.replaceRoute(
                    ReplaceRouteRequest.builder()
                            .routeTableId(table)
                            .destinationCidrBlock(route.destination())
                            .vpcPeeringConnectionId(connection)
                            .build());
        }
    }

    /** Takes those away that still lead through a peering connection. */
    private void remove(String table, Set<String> destinations) {
        if (destinations.isEmpty()) {
            return;
        }
        DescribeRouteTablesRequest request =
                DescribeRouteTablesRequest.builder().routeTableIds(table).build();
        calls.untilGone(
                "routes of " + table,
                () ->
                        ec2.describeRouteTables(request).routeTables().stream()
                                .flatMap(each -> each.routes().stream())
                                .filter(each -> each.vpcPeeringConnectionId() != null)
                                .map(each -> each.destinationCidrBlock())
                                .filter(destinations::contains)
                                .forEach(each -> remove(table, each)));
    }

    private void remove(String table, String destination) {
        DeleteRouteRequest request =
                DeleteRouteRequest.builder()
                        .routeTableId(table)
                        .destinationCidrBlock(destination)
                        .build();
        calls.untilGone("route " + destination + " of " + table, () -> ec2.deleteRoute(request));
    }

    @Override
    public void delete(Found<PeeringRoutes> found) {
        remove(found.id(), destinations(found.state().routes()));
    }
}
