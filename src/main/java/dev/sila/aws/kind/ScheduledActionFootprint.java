package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import org.jspecify.annotations.Nullable;

/** What {@link ScheduledAction}s ask of AWS. */
final class ScheduledActionFootprint implements Footprint<ScheduledAction> {
    private static final String SERVICE = "autoscaling";

    @Override
    public Class<ScheduledAction> type() {
        return ScheduledAction.class;
    }

    @Override
    public void look(ScheduledAction state, Effort effort) {
        effort.call(SERVICE, "DescribeScheduledActions");
    }

    @Override
    public void create(
            ScheduledAction wanted,
            Change.@Nullable Replace<ScheduledAction> instead,
            Effort effort) {
        effort.call(SERVICE, "PutScheduledUpdateGroupAction").marked();
    }

    @Override
    public void update(
            Found<ScheduledAction> found, ScheduledAction wanted, Diff diff, Effort effort) {
        boolean anew = !found.state().sizes().within(wanted.sizes());
        effort.call(SERVICE, "DeleteScheduledAction").times(anew ? 1 : 0).marked();
        effort.call(SERVICE, "PutScheduledUpdateGroupAction").marked();
    }

    @Override
    public void delete(Found<ScheduledAction> found, Effort effort) {
        effort.call(SERVICE, "DeleteScheduledAction").marked();
    }
}
