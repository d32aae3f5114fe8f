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
    private static final String ALARMS = "arn:aws:cloudwatch:*:*:alarm:";

    @Override
    public Class<Alarm> type() {
        return Alarm.class;
    }

    /** Tags are asked for only where a description has lost its mark, which no plan expects. */
    @Override
    public void look(Alarm state, Effort effort) {
        effort.call(SERVICE, "DescribeAlarms");
    }

    /** A name that was seen is asked for, because the call overwrites. */
    @Override
    public void create(Alarm wanted, Change.@Nullable Replace<Alarm> instead, Effort effort) {
        effort.call(SERVICE, "DescribeAlarms").times(instead == null ? 0 : 1);
        effort.call(SERVICE, "PutMetricAlarm")
                .makes(ALARMS + names(wanted.name(), effort), "cloudwatch:TagResource");
    }

    /** Names begin with a team's, if there is one, and the environment's. */
    private static String names(String name, Effort effort) {
        String environment = effort.scope().environment() + "_";
        int at = name.startsWith(environment) ? 0 : name.indexOf("_" + environment) + 1;
        boolean named = at > 0 || name.startsWith(environment);
        return named ? name.substring(0, at) + environment + "*" : name;
    }

    @Override
    public void update(Found<Alarm> found, Alarm wanted, Diff diff, Effort effort) {
        effort.call(SERVICE, "DescribeAlarms");
        effort.call(SERVICE, "PutMetricAlarm").marked();
        effort.call(SERVICE, "TagResource").times(diff.has("part") ? 1 : 0).marked();
    }

    @Override
    public void delete(Found<Alarm> found, Effort effort) {
        effort.call(SERVICE, "DeleteAlarms").marked();
    }
}
