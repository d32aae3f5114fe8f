package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import org.jspecify.annotations.Nullable;

/** What {@link Subscription}s ask of AWS. */
final class SubscriptionFootprint implements Footprint<Subscription> {
    @Override
    public Class<Subscription> type() {
        return Subscription.class;
    }

    @Override
    public void look(Subscription state, Effort effort) {
        effort.call("sns", "ListSubscriptionsByTopic");
    }

    @Override
    public void create(
            Subscription wanted, Change.@Nullable Replace<Subscription> instead, Effort effort) {
        effort.call("sns", "Subscribe").marked();
    }

    /** Nothing of it can change in place. */
    @Override
    public void update(Found<Subscription> found, Subscription wanted, Diff diff, Effort effort) {}

    @Override
    public void delete(Found<Subscription> found, Effort effort) {
        effort.call("sns", "Unsubscribe").times(Subscription.pending(found) ? 0 : 1);
    }
}
