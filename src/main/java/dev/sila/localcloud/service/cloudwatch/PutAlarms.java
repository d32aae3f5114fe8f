package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.cloudwatch.AlarmStore.StoredAlarm;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Makes, changes and deletes alarms on single metrics. */
final class PutAlarms {
    private final Foundation foundation;
    private final AlarmStore alarms;

    PutAlarms(Foundation foundation, AlarmStore alarms) {
        this.foundation = foundation;
        this.alarms = alarms;
    }

    /** Tags count for new alarms only, as on CloudWatch. */
    public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request) {
        AlarmRules.check(request);
        String name = request.alarmName();
        Instant now = foundation.timeline().now();
        StoredAlarm stored = alarms.byName.get(name);
        MetricAlarm.Builder alarm = stored == null ? fresh(name, now) : stored.alarm.toBuilder();
        configure(alarm, request).alarmConfigurationUpdatedTimestamp(now);
        alarms.put(alarm.build(), AlarmTags.checked(request.tags()));
        return PutMetricAlarmResponse.builder().build();
    }

    /** Deletes all or, if one is unknown, none. */
    public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request) {
        names(request.alarmNames()).forEach(alarms::named);
        request.alarmNames().forEach(alarms::delete);
        return DeleteAlarmsResponse.builder().build();
    }

    /** Lasts until the next evaluation finds otherwise. */
    public SetAlarmStateResponse setAlarmState(SetAlarmStateRequest request) {
        StoredAlarm stored = alarms.named(Checks.required("AlarmName", request.alarmName()));
        String state = Checks.required("StateValue", request.stateValueAsString());
        Checks.oneOf("stateValue", state, List.of("OK", "ALARM", "INSUFFICIENT_DATA"));
        String reason = Checks.required("StateReason", request.stateReason());
        alarms.enter(stored, request.stateValue(), Checks.length("stateReason", reason, 0, 1023));
        return SetAlarmStateResponse.builder().build();
    }

    public EnableAlarmActionsResponse enableAlarmActions(EnableAlarmActionsRequest request) {
        enable(names(request.alarmNames()), true);
        return EnableAlarmActionsResponse.builder().build();
    }

    public DisableAlarmActionsResponse disableAlarmActions(DisableAlarmActionsRequest request) {
        enable(names(request.alarmNames()), false);
        return DisableAlarmActionsResponse.builder().build();
    }

    /** Names that no alarm has are passed over: CloudWatch documents no error for them. */
    private void enable(List<String> names, boolean enabled) {
        for (String name : names) {
            StoredAlarm stored = alarms.byName.get(name);
            if (stored != null) {
                stored.alarm = stored.alarm.toBuilder().actionsEnabled(enabled).build();
            }
        }
    }

    private static List<String> names(List<String> names) {
        if (names.isEmpty()) {
            throw new AwsFailure("MissingParameter", "The parameter AlarmNames is required.");
        }
        if (names.size() > 100) {
            throw Checks.validation(
                    "Value at 'alarmNames' failed to satisfy constraint: Member must have length"
                            + " less than or equal to 100");
        }
        return names;
    }

    private MetricAlarm.Builder fresh(String name, Instant now) {
        return MetricAlarm.builder()
                .alarmName(name)
                .alarmArn(foundation.realm().arn("cloudwatch", "alarm:" + name))
                .stateValue(StateValue.INSUFFICIENT_DATA)
                .stateReason("Unchecked: Initial alarm creation")
                .stateUpdatedTimestamp(now)
                .stateTransitionedTimestamp(now);
    }

    private static MetricAlarm.Builder configure(
            MetricAlarm.Builder alarm, PutMetricAlarmRequest request) {
        return alarm.alarmDescription(request.alarmDescription())
                .actionsEnabled(request.actionsEnabled() == null || request.actionsEnabled())
                .okActions(request.okActions())
                .alarmActions(request.alarmActions())
                .insufficientDataActions(request.insufficientDataActions())
                .metricName(request.metricName())
                .namespace(request.namespace())
                .statistic(request.statistic())
                .extendedStatistic(request.extendedStatistic())
                .dimensions(request.dimensions())
                .period(request.period())
                .unit(request.unit())
                .evaluationPeriods(request.evaluationPeriods())
                .datapointsToAlarm(request.datapointsToAlarm())
                .threshold(request.threshold())
                .comparisonOperator(request.comparisonOperator())
                .treatMissingData(request.treatMissingData())
                .evaluateLowSampleCountPercentile(request.evaluateLowSampleCountPercentile());
    }
}
