package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ref;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@link RouteTable}s ask of AWS. */
final class RouteTableFootprint implements Footprint<RouteTable> {
    @Override
    public Class<RouteTable> type() {
        return RouteTable.class;
    }

    @Override
    public void look(RouteTable state, Effort effort) {
        effort.ec2("DescribeRouteTables");
    }

    @Override
    public void create(
            RouteTable wanted, Change.@Nullable Replace<RouteTable> instead, Effort effort) {
        effort.ec2("CreateRouteTable").makes("route-table").marked();
        effort.ec2("CreateRoute").times(wanted.routes().size()).marked();
        serve(wanted, wanted.subnets(), effort);
    }

    /** A subnet that another table serves is tried as a free one first, then moved. */
    private static void serve(RouteTable wanted, Set<Ref<Subnet>> added, Effort effort) {
        effort.ec2("AssociateRouteTable").times(added.size()).marked();
        int moved =
                (int) added.stream().filter(others(wanted, effort.found(RouteTable.class))).count();
        effort.ec2("DescribeRouteTables").times(moved);
        effort.ec2("ReplaceRouteTableAssociation").times(moved).marked();
    }

    /** Whether any of these tables, other than this one, serves a subnet. */
    private static Predicate<Ref<Subnet>> others(RouteTable table, List<RouteTable> all) {
        return subnet ->
                all.stream()
                        .filter(each -> !each.name().equals(table.name()))
                        .anyMatch(each -> each.subnets().contains(subnet));
    }

    /**
     * Those that another table takes over have left by then, and so have those that were deleted to
     * be replaced.
     */
    private static void release(RouteTable found, Set<Ref<Subnet>> left, Effort effort) {
        Set<String> present =
                effort.found(Subnet.class).stream().map(Subnet::name).collect(Collectors.toSet());
        int released =
                (int)
                        left.stream()
                                .filter(each -> present.contains(each.name()))
                                .filter(each -> !effort.goesFirst(each))
                                .filter(others(found, effort.wanted(RouteTable.class)).negate())
                                .count();
        effort.ec2("DescribeRouteTables");
        effort.ec2("DisassociateRouteTable").times(released).marked();
    }

    @Override
    public void update(Found<RouteTable> found, RouteTable wanted, Diff diff, Effort effort) {
        if (diff.has("routes")) {
            routes(found.state().routes(), wanted.routes(), effort);
        }
        if (diff.has("subnets")) {
            Set<Ref<Subnet>> now = found.state().subnets();
            serve(wanted, without(wanted.subnets(), now), effort);
            release(found.state(), without(now, wanted.subnets()), effort);
        }
        effort.ec2("CreateTags").times(diff.has("tags") ? 1 : 0).marked();
    }

    /** A destination that is led elsewhere is tried as a new one first. */
    private static void routes(
            Set<RouteTable.Route> now, Set<RouteTable.Route> wanted, Effort effort) {
        Set<String> present = destinations(now);
        effort.ec2("CreateRoute").times(without(wanted, now).size()).marked();
        long turned =
                wanted.stream()
                        .filter(each -> !now.contains(each))
                        .filter(each -> present.contains(each.destination()))
                        .count();
        effort.ec2("ReplaceRoute").times((int) turned).marked();
        effort.ec2("DeleteRoute").times(without(present, destinations(wanted)).size()).marked();
    }

    private static Set<String> destinations(Set<RouteTable.Route> routes) {
        return routes.stream().map(RouteTable.Route::destination).collect(Collectors.toSet());
    }

    private static <T> Set<T> without(Set<T> all, Set<T> these) {
        return all.stream().filter(each -> !these.contains(each)).collect(Collectors.toSet());
    }

    @Override
    public void delete(Found<RouteTable> found, Effort effort) {
        Set<Ref<Subnet>> subnets =
                effort.found(RouteTable.class).stream()
                        .filter(each -> each.name().equals(found.state().name()))
                        .findFirst()
                        .orElse(found.state())
                        .subnets();
        release(found.state(), subnets, effort);
        effort.ec2("DeleteRouteTable").marked();
    }

    @Override
    public List<Quota<RouteTable>> quotas() {
        return List.of(
                new Quota<>(
                        "vpc", "L-589F43AA", "Route tables per VPC", 200, Censuses.routeTables()));
    }
}
