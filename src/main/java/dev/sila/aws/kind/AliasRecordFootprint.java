package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import org.jspecify.annotations.Nullable;

/** What {@link AliasRecord}s ask of AWS. */
final class AliasRecordFootprint implements Footprint<AliasRecord> {
    private static final String SERVICE = "route53";

    @Override
    public Class<AliasRecord> type() {
        return AliasRecord.class;
    }

    @Override
    public void look(AliasRecord state, Effort effort) {
        effort.call(SERVICE, "ListResourceRecordSets");
    }

    @Override
    public void create(
            AliasRecord wanted, Change.@Nullable Replace<AliasRecord> instead, Effort effort) {
        BalancingEffort.call("DescribeLoadBalancers", effort);
        change(wanted, effort);
    }

    private static void change(AliasRecord record, Effort effort) {
        effort.call(SERVICE, "ChangeResourceRecordSets")
                .on("arn:aws:route53:::hostedzone/" + record.hostedZone());
    }

    @Override
    public void update(Found<AliasRecord> found, AliasRecord wanted, Diff diff, Effort effort) {
        BalancingEffort.call("DescribeLoadBalancers", effort);
        change(wanted, effort);
    }

    @Override
    public void delete(Found<AliasRecord> found, Effort effort) {
        effort.call(SERVICE, "ListResourceRecordSets");
        change(found.state(), effort);
    }
}
