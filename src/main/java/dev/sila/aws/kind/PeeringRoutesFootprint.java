package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@link PeeringRoutes} ask of AWS, in tables of either environment. */
final class PeeringRoutesFootprint implements Footprint<PeeringRoutes> {
    @Override
    public Class<PeeringRoutes> type() {
        return PeeringRoutes.class;
    }

    @Override
    public void look(PeeringRoutes state, Effort effort) {
        effort.ec2("DescribeRouteTables");
    }

    @Override
    public void create(
            PeeringRoutes wanted, Change.@Nullable Replace<PeeringRoutes> instead, Effort effort) {
        effort.ec2("DescribeRouteTables").times(wanted.table() == null ? 1 : 0);
        change("CreateRoute", wanted.routes().size(), wanted, effort);
    }

    private static void change(String action, int times, PeeringRoutes state, Effort effort) {
        effort.ec2(action).times(times).markedAs(Neighbour.environment(state.name()));
    }

    /** A destination that is led elsewhere is tried as a new one first. */
    @Override
    public void update(Found<PeeringRoutes> found, PeeringRoutes wanted, Diff diff, Effort effort) {
        Set<PeeringRoutes.Route> added = new HashSet<>(wanted.routes());
        added.removeAll(found.state().routes());
        Set<String> present = destinations(found.state());
        change("CreateRoute", added.size(), wanted, effort);
        int turned =
                (int) added.stream().filter(each -> present.contains(each.destination())).count();
        change("ReplaceRoute", turned, wanted, effort);
        present.removeAll(destinations(wanted));
        remove(present.size(), wanted, effort);
    }

    private static Set<String> destinations(PeeringRoutes state) {
        return state.routes().stream()
                .map(PeeringRoutes.Route::destination)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static void remove(int routes, PeeringRoutes state, Effort effort) {
        effort.ec2("DescribeRouteTables").times(routes == 0 ? 0 : 1);
        change("DeleteRoute", routes, state, effort);
    }

    @Override
    public void delete(Found<PeeringRoutes> found, Effort effort) {
        remove(found.state().routes().size(), found.state(), effort);
    }
}
