package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import org.jspecify.annotations.Nullable;

/** What {@link Alarm}s ask of AWS. */
final class AlarmFootprint implements Footprint<Alarm> {
    private static final String SERVICE = "monitoring";

    @Override
    public Class<Alarm> type() {
        return Alarm.class;
    }

    @Override
    public void look(Alarm state, Effort effort) {
        effort.call(SERVICE, "DescribeAlarms");
        effort.call(SERVICE, "ListTagsForResource").on(alarms(effort));
    }

    /** Names begin with the environment's, also those of an environment named like its start. */
    private static String alarms(Effort effort) {
        return "arn:aws:cloudwatch:*:*:alarm:" + effort.scope().environment() + "_*";
    }

    /** A name that was seen is asked for, because the call overwrites. */
    @Override
    public void create(Alarm wanted, Change.@Nullable Replace<Alarm> instead, Effort effort) {
        effort.call(SERVICE, "DescribeAlarms").times(instead == null ? 0 : 1);
        effort.call(SERVICE, "PutMetricAlarm").makes(alarms(effort), "cloudwatch:TagResource");
    }

    @Override
    public void update(Found<Alarm> found, Alarm wanted, Diff diff, Effort effort) {
        effort.call(SERVICE, "DescribeAlarms");
        boolean put =
                diff.differences().stream().anyMatch(each -> !each.component().equals("tags"));
        effort.call(SERVICE, "PutMetricAlarm").times(put ? 1 : 0).marked();
        effort.call(SERVICE, "TagResource").times(diff.has("tags") ? 1 : 0).marked();
    }

    @Override
    public void delete(Found<Alarm> found, Effort effort) {
        effort.call(SERVICE, "DeleteAlarms").marked();
    }
}
