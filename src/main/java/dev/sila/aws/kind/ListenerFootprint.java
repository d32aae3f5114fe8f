package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link Listener}s ask of AWS. */
final class ListenerFootprint implements Footprint<Listener> {
    @Override
    public Class<Listener> type() {
        return Listener.class;
    }

    @Override
    public void look(Listener state, Effort effort) {
        BalancingEffort.call("DescribeListeners", effort);
        BalancingEffort.call("DescribeTags", effort);
        if (state.idleTimeoutSeconds() != null) {
            BalancingEffort.call("DescribeListenerAttributes", effort);
        }
    }

    /** Its policy is about the balancer that it is added to; its tags are the listener's. */
    @Override
    public void create(Listener wanted, Change.@Nullable Replace<Listener> instead, Effort effort) {
        boolean network = Set.of("TCP", "TLS").contains(wanted.protocol());
        BalancingEffort.call("CreateListener", effort)
                .marked()
                .tags(
                        BalancingEffort.arn(network ? "listener/net" : "listener/app"),
                        BalancingEffort.SERVICE + ":AddTags",
                        BalancingEffort.CREATE_ACTION);
        BalancingEffort.change(
                "ModifyListenerAttributes", wanted.idleTimeoutSeconds() != null, effort);
    }

    @Override
    public void update(Found<Listener> found, Listener wanted, Diff diff, Effort effort) {
        BalancingEffort.change("ModifyListener", ListenerHandler.modified(diff), effort);
        BalancingEffort.change("ModifyListenerAttributes", diff.has("idleTimeoutSeconds"), effort);
        BalancingEffort.change("AddTags", diff.has("tags"), effort);
    }

    @Override
    public void delete(Found<Listener> found, Effort effort) {
        BalancingEffort.change("DeleteListener", true, effort);
    }
}
