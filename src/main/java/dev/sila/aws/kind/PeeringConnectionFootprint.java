package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Permission;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Marks;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link PeeringConnection}s ask of AWS: both environments are touched. */
final class PeeringConnectionFootprint implements Footprint<PeeringConnection> {
    /** Until it is active: what the handler waits for usually. AWS names no time. */
    private static final Duration COMES = Duration.ofSeconds(10);

    @Override
    public Class<PeeringConnection> type() {
        return PeeringConnection.class;
    }

    @Override
    public void look(PeeringConnection state, Effort effort) {
        effort.ec2("DescribeVpcPeeringConnections");
    }

    @Override
    public void create(
            PeeringConnection wanted,
            Change.@Nullable Replace<PeeringConnection> instead,
            Effort effort) {
        effort.ec2("DescribeVpcs");
        Scope asking = new Scope(asking(wanted.tags()), Set.of());
        String connections = "arn:aws:ec2:*:*:vpc-peering-connection/*";
        Map<String, String> tagged = new HashMap<>(Permission.marking(asking));
        tagged.put("ec2:CreateAction", "CreateVpcPeeringConnection");
        effort.ec2("CreateVpcPeeringConnection")
                .marked()
                .markedAs(wanted.neighbour())
                .on(connections)
                .and(new Permission("ec2:CreateTags", connections, tagged));
        establish(wanted, effort);
    }

    /** The tags name the environment that asks as the owner, whichever the plan is about. */
    private static String asking(Tags tags) {
        return tags.values().getOrDefault(Marks.ENVIRONMENT, "");
    }

    private static void establish(PeeringConnection wanted, Effort effort) {
        effort.ec2("DescribeVpcPeeringConnections").orMore();
        effort.ec2("AcceptVpcPeeringConnection").markedAs(asking(wanted.tags()));
        effort.takes(COMES);
    }

    @Override
    public void update(
            Found<PeeringConnection> found, PeeringConnection wanted, Diff diff, Effort effort) {
        if (diff.has("status")) {
            establish(wanted, effort);
        }
        String asking = asking(found.state().tags());
        effort.ec2("CreateTags").times(diff.has("tags") ? 1 : 0).markedAs(asking);
    }

    @Override
    public void delete(Found<PeeringConnection> found, Effort effort) {
        effort.ec2("DescribeVpcPeeringConnections").orMore();
        effort.ec2("DeleteVpcPeeringConnection").markedAs(asking(found.state().tags()));
    }
}
