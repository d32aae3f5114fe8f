package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link TargetGroup}s ask of AWS. */
final class TargetGroupFootprint implements Footprint<TargetGroup> {
    @Override
    public Class<TargetGroup> type() {
        return TargetGroup.class;
    }

    @Override
    public void look(TargetGroup state, Effort effort) {
        BalancingEffort.call("DescribeTargetGroups", effort);
        BalancingEffort.call("DescribeTags", effort);
        BalancingEffort.call("DescribeTargetGroupAttributes", effort);
    }

    @Override
    public void create(
            TargetGroup wanted, Change.@Nullable Replace<TargetGroup> instead, Effort effort) {
        BalancingEffort.make("CreateTargetGroup", "targetgroup", effort)
                .times(BalancingEffort.attempts(wanted.name(), instead));
        BalancingEffort.call("DescribeTags", effort);
        BalancingEffort.call("ModifyTargetGroupAttributes", effort).marked();
    }

    @Override
    public void update(Found<TargetGroup> found, TargetGroup wanted, Diff diff, Effort effort) {
        BalancingEffort.change("ModifyTargetGroup", diff.has("healthCheck"), effort);
        for (String each : List.of("deregistrationDelaySeconds", "stickiness", "crossZone")) {
            BalancingEffort.change("ModifyTargetGroupAttributes", diff.has(each), effort);
        }
        BalancingEffort.change("AddTags", diff.has("tags"), effort);
    }

    @Override
    public void delete(Found<TargetGroup> found, Effort effort) {
        BalancingEffort.change("DeleteTargetGroup", true, effort);
    }

    @Override
    public List<Quota<TargetGroup>> quotas() {
        return List.of(
                new Quota<>(
                        BalancingEffort.SERVICE,
                        "L-B22855CB",
                        "Target Groups per Region",
                        3000,
                        (clients, plan) ->
                                clients
                                        .loadBalancing()
                                        .describeTargetGroupsPaginator()
                                        .targetGroups()
                                        .stream()
                                        .count()));
    }
}
