package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import org.jspecify.annotations.Nullable;

/** What {@link ScalingPolicy}s ask of AWS. */
final class ScalingPolicyFootprint implements Footprint<ScalingPolicy> {
    @Override
    public Class<ScalingPolicy> type() {
        return ScalingPolicy.class;
    }

    @Override
    public void look(ScalingPolicy state, Effort effort) {
        effort.call("autoscaling", "DescribePolicies");
    }

    @Override
    public void create(
            ScalingPolicy wanted, Change.@Nullable Replace<ScalingPolicy> instead, Effort effort) {
        effort.call("autoscaling", "PutScalingPolicy").marked();
    }

    @Override
    public void update(Found<ScalingPolicy> found, ScalingPolicy wanted, Diff diff, Effort effort) {
        effort.call("autoscaling", "PutScalingPolicy").marked();
    }

    @Override
    public void delete(Found<ScalingPolicy> found, Effort effort) {
        effort.call("autoscaling", "DeletePolicy").marked();
    }
}
