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
        if (alarms.composites.byName.containsKey(name)) {
            throw Checks.validation("There is a composite alarm of the name " + name);
        }
        Instant now = foundation.timeline().now();
        StoredAlarm stored = alarms.byName.get(name);
        MetricAlarm.Builder alarm = stored == null ? fresh(name, now) : stored.alarm.toBuilder();
        configure(alarm, request).alarmConfigurationUpdatedTimestamp(now);
        alarms.put(alarm.build(), AlarmTags.checked(request.tags()));
        return PutMetricAlarmResponse.builder().build();
    }

    /** Deletes those that are there; tells of the others afterwards. */
    public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request) {
        List<String> names = names(request.alarmNames());
        if (names.stream().filter(alarms.composites.byName::containsKey).count() > 1) {
            throw Checks.validation("At most one composite alarm can be deleted in one request");
        }
        for (String name : names) {
            refuseIfUsed(name, names);
        }
        List<String> unknown = names.stream().filter(each -> !alarms.exists(each)).toList();
        names.forEach(alarms::delete);
        unknown.forEach(alarms::named);
        return DeleteAlarmsResponse.builder().build();
    }

    private void refuseIfUsed(String name, List<String> going) {
        alarms.composites.byName.forEach((parent, stored) -> {
            boolean goesToo = going.contains(parent) && !parent.equals(name);
            if (stored.rule.children().contains(name) && !goesToo) {
                throw Checks.validation(
                        "Cannot delete "
                                + name
                                + " as there are composite alarm(s) depending on it.");
            }
        });
    }

    /** Lasts until the next evaluation finds otherwise. */
    public SetAlarmStateResponse setAlarmState(SetAlarmStateRequest request) {
        String name = Checks.required("AlarmName", request.alarmName());
        String state = Checks.required("StateValue", request.stateValueAsString());
        Checks.oneOf("stateValue", state, List.of("OK", "ALARM", "INSUFFICIENT_DATA"));
        String reason = Checks.required("StateReason", request.stateReason());
        Checks.length("stateReason", reason, 0, 1023);
        CompositeStore.StoredComposite composite = alarms.composites.byName.get(name);
        if (composite != null) {
            alarms.composites.enter(composite, request.stateValue(), reason, alarms::state);
        } else {
            alarms.enter(alarms.named(name), request.stateValue(), reason);
        }
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
            CompositeStore.StoredComposite composite = alarms.composites.byName.get(name);
            if (composite != null) {
                composite.alarm = composite.alarm.toBuilder().actionsEnabled(enabled).build();
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
                .metrics(request.hasMetrics() ? request.metrics() : null)
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
