package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import org.jspecify.annotations.Nullable;

/** What {@link MetricFilter}s ask of AWS. */
final class MetricFilterFootprint implements Footprint<MetricFilter> {
    private static final String SERVICE = "logs";

    @Override
    public Class<MetricFilter> type() {
        return MetricFilter.class;
    }

    @Override
    public void look(MetricFilter state, Effort effort) {
        effort.call(SERVICE, "DescribeMetricFilters");
    }

    @Override
    public void create(
            MetricFilter wanted, Change.@Nullable Replace<MetricFilter> instead, Effort effort) {
        effort.call(SERVICE, "PutMetricFilter").marked();
    }

    @Override
    public void update(Found<MetricFilter> found, MetricFilter wanted, Diff diff, Effort effort) {
        effort.call(SERVICE, "DescribeMetricFilters");
        effort.call(SERVICE, "PutMetricFilter").marked();
    }

    @Override
    public void delete(Found<MetricFilter> found, Effort effort) {
        effort.call(SERVICE, "DeleteMetricFilter").marked();
    }
}
