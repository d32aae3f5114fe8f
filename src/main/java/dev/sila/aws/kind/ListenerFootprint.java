package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
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
    }

    /** Its policy is about the balancer that it is added to; its tags are the listener's. */
    @Override
    public void create(Listener wanted, Change.@Nullable Replace<Listener> instead, Effort effort) {
        BalancingEffort.call("CreateListener", effort)
                .marked()
                .tags(
                        BalancingEffort.arn("listener/app"),
                        BalancingEffort.SERVICE + ":AddTags",
                        BalancingEffort.CREATE_ACTION);
    }

    @Override
    public void update(Found<Listener> found, Listener wanted, Diff diff, Effort effort) {
        boolean modified =
                diff.differences().stream().anyMatch(each -> !each.component().equals("tags"));
        BalancingEffort.change("ModifyListener", modified, effort);
        BalancingEffort.change("AddTags", diff.has("tags"), effort);
    }

    @Override
    public void delete(Found<Listener> found, Effort effort) {
        BalancingEffort.change("DeleteListener", true, effort);
    }
}
