package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.Worded;
import dev.sila.engine.World;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * A route table with its routes and the subnets associated with it. The VPC's local route is AWS's
 * own and no part of this; nor are propagated routes.
 *
 * @param name {@code environment_metanetwork}; also the {@code Name} tag
 * @param routes every static route
 * @param subnets the subnets explicitly associated
 */
public record RouteTable(
        String name, Ref<Vpc> vpc, Set<Route> routes, Set<Ref<Subnet>> subnets, Tags tags)
        implements Spec {

    /**
     * One route.
     *
     * @param destination an IPv4 range
     * @param target where it leads: an {@link InternetGateway}, a {@link NatGateway} or a {@link
     *     VpnGatewayAttachment}; a found target of another kind keeps its identifier
     */
    public record Route(String destination, Ref<?> target) implements Worded {
        @Override
        public String inWords() {
            return destination + " to the " + target.key();
        }
    }

    /** Finds, makes, changes and deletes route tables. A VPC's main table is never Sila's. */
    public static final class Handler implements Kind<RouteTable> {
        private final Ec2Client ec2;
        private final NetworkCalls calls;
        private final Routes routes;
        private final Associations associations;

        public Handler(Ec2Client ec2, Waiter waiter) {
            this.ec2 = ec2;
            this.calls = new NetworkCalls(ec2, waiter);
            this.routes = new Routes(ec2, waiter);
            this.associations = new Associations(ec2, calls);
        }

        @Override
        public Class<RouteTable> type() {
            return RouteTable.class;
        }

        @Override
        public Set<String> immutable() {
            return Set.of("vpc");
        }

        /** Routes lead nowhere once their gateway is gone; a subnet that goes leaves its table. */
        @Override
        public Set<String> loose() {
            return Set.of("routes", "subnets");
        }

        /** A subnet has one table. */
        @Override
        public Set<String> exclusive() {
            return Set.of("subnets");
        }

        @Override
        public List<Found<RouteTable>> find(Scope scope, World world) {
            return RouteTableReading.of(ec2, scope, world).tables().stream()
                    .map(each -> found(each, world))
                    .toList();
        }

        private static Found<RouteTable> found(
                software.amazon.awssdk.services.ec2.model.RouteTable table, World world) {
            Tags tags = AwsTags.fromEc2(table.tags());
            RouteTable state =
                    new RouteTable(
                            AwsTags.name(tags, table.routeTableId()),
                            world.ref(Vpc.class, table.vpcId()),
                            Routes.found(table.routes(), world),
                            Associations.found(table.associations(), world),
                            tags);
            return new Found<>(table.routeTableId(), state, AwsTags.attrs(tags));
        }

        @Override
        public String create(Scope scope, RouteTable wanted, Ids ids) {
            String vpc = ids.of(wanted.vpc());
            // The SDK fills in a ClientToken, the same one for each repetition of the call.
            CreateRouteTableRequest request =
                    CreateRouteTableRequest.builder()
                            .vpcId(vpc)
                            .tagSpecifications(AwsTags.ec2(ResourceType.ROUTE_TABLE, wanted.tags()))
                            .build();
            String id =
                    calls.whenVisible(vpc, () -> ec2.createRouteTable(request))
                            .routeTable()
                            .routeTableId();
            wanted.routes().forEach(each -> routes.put(id, each, ids));
            wanted.subnets().forEach(each -> associations.add(id, ids.of(each)));
            return id;
        }

        @Override
        public void update(Found<RouteTable> found, RouteTable wanted, Diff diff, Ids ids) {
            if (diff.has("routes")) {
                routes.update(found.id(), found.state().routes(), wanted.routes(), ids);
            }
            if (diff.has("subnets")) {
                Set<Ref<Subnet>> added = new HashSet<>(wanted.subnets());
                added.removeAll(found.state().subnets());
                added.forEach(each -> associations.add(found.id(), ids.of(each)));
                associations.keepOnly(found.id(), wanted.subnets().stream().map(ids::of).toList());
            }
            if (diff.has("tags")) {
                calls.retag(found.id(), found.state().tags(), wanted.tags());
            }
        }

        @Override
        public void delete(Found<RouteTable> found) {
            associations.keepOnly(found.id(), List.of());
            DeleteRouteTableRequest request =
                    DeleteRouteTableRequest.builder().routeTableId(found.id()).build();
            calls.untilGone(found, () -> ec2.deleteRouteTable(request));
        }
    }
}
