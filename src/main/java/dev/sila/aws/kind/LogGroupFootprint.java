package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import org.jspecify.annotations.Nullable;

/** What {@link LogGroup}s ask of AWS. */
final class LogGroupFootprint implements Footprint<LogGroup> {
    private static final String SERVICE = "logs";

    @Override
    public Class<LogGroup> type() {
        return LogGroup.class;
    }

    @Override
    public void look(LogGroup state, Effort effort) {
        effort.call(SERVICE, "DescribeLogGroups");
        effort.call(SERVICE, "ListTagsForResource").on(groups(effort));
    }

    private static String groups(Effort effort) {
        return "arn:aws:logs:*:*:log-group:" + effort.scope().environment() + "/*";
    }

    @Override
    public void create(LogGroup wanted, Change.@Nullable Replace<LogGroup> instead, Effort effort) {
        effort.call(SERVICE, "CreateLogGroup").makes(groups(effort), "logs:TagResource");
        effort.call(SERVICE, "PutRetentionPolicy")
                .times(wanted.retentionDays() == null ? 0 : 1)
                .on(groups(effort));
    }

    @Override
    public void update(Found<LogGroup> found, LogGroup wanted, Diff diff, Effort effort) {
        effort.call(SERVICE, "PutRetentionPolicy")
                .times(diff.has("retentionDays") ? 1 : 0)
                .on(groups(effort));
        effort.call(SERVICE, "DescribeLogGroups").times(diff.has("tags") ? 1 : 0);
        effort.call(SERVICE, "TagResource").times(diff.has("tags") ? 1 : 0).on(groups(effort));
    }

    @Override
    public void delete(Found<LogGroup> found, Effort effort) {
        effort.call(SERVICE, "DeleteLogGroup").marked();
    }
}
