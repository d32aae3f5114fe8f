package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.List;
import java.util.Set;
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
        effort.ec2("AssociateRouteTable").times(wanted.subnets().size()).marked();
    }

    @Override
    public void update(Found<RouteTable> found, RouteTable wanted, Diff diff, Effort effort) {
        if (diff.has("routes")) {
            routes(found.state().routes(), wanted.routes(), effort);
        }
        if (diff.has("subnets")) {
            effort.ec2("AssociateRouteTable")
                    .times(without(wanted.subnets(), found.state().subnets()))
                    .marked();
            effort.ec2("DescribeRouteTables");
            effort.ec2("DisassociateRouteTable")
                    .times(without(found.state().subnets(), wanted.subnets()))
                    .marked();
        }
        effort.ec2("CreateTags").times(diff.has("tags") ? 1 : 0).marked();
    }

    /** A destination that is led elsewhere is tried as a new one first. */
    private static void routes(
            Set<RouteTable.Route> now, Set<RouteTable.Route> wanted, Effort effort) {
        Set<String> present = destinations(now);
        effort.ec2("CreateRoute").times(without(wanted, now)).marked();
        long turned =
                wanted.stream()
                        .filter(each -> !now.contains(each))
                        .filter(each -> present.contains(each.destination()))
                        .count();
        effort.ec2("ReplaceRoute").times((int) turned).marked();
        effort.ec2("DeleteRoute").times(without(present, destinations(wanted))).marked();
    }

    private static Set<String> destinations(Set<RouteTable.Route> routes) {
        return routes.stream().map(RouteTable.Route::destination).collect(Collectors.toSet());
    }

    private static int without(Set<?> all, Set<?> these) {
        return (int) all.stream().filter(each -> !these.contains(each)).count();
    }

    @Override
    public void delete(Found<RouteTable> found, Effort effort) {
        effort.ec2("DescribeRouteTables");
        effort.ec2("DisassociateRouteTable").times(found.state().subnets().size()).marked();
        effort.ec2("DeleteRouteTable").marked();
    }

    @Override
    public List<Quota<RouteTable>> quotas() {
        return List.of(
                new Quota<>(
                        "vpc", "L-589F43AA", "Route tables per VPC", 200, Censuses.routeTables()));
    }
}
