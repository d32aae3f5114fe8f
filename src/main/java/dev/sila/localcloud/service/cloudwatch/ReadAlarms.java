package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.service.cloudwatch.AlarmHistory.Entry;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/** Shows alarms and what happened to them. */
final class ReadAlarms {
    private static final List<String> STATES = List.of("OK", "ALARM", "INSUFFICIENT_DATA");
    private static final List<String> TYPES = List.of("CompositeAlarm", "MetricAlarm");

    private final AlarmStore alarms;

    ReadAlarms(AlarmStore alarms) {
        this.alarms = alarms;
    }

    /** There are metric alarms only, and hence no parents and children of alarms. */
    public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
        String prefix = request.alarmNamePrefix();
        if (prefix != null && request.hasAlarmNames()) {
            throw Checks.invalidCombination(
                    "AlarmNamePrefix and AlarmNames cannot be specified together.");
        }
        if (request.childrenOfAlarmName() != null || request.parentsOfAlarmName() != null) {
            throw Checks.unsupported("composite alarms");
        }
        if (request.alarmNames().size() > 100) {
            throw Checks.validation(
                    "Value at 'alarmNames' failed to satisfy constraint: Member must have length"
                            + " less than or equal to 100");
        }
        Checks.oneOf("stateValue", request.stateValueAsString(), STATES);
        request.alarmTypesAsStrings().forEach(each -> Checks.oneOf("alarmTypes", each, TYPES));
        int size = Checks.range("maxRecords", request.maxRecords(), 50, 1, 100);
        Checks.Page<MetricAlarm> page =
                Checks.Page.of(
                        found(request).toList(), MetricAlarm::alarmName, request.nextToken(), size);
        return DescribeAlarmsResponse.builder()
                .metricAlarms(page.items())
                .compositeAlarms(List.of())
                .nextToken(page.nextToken())
                .build();
    }

    public DescribeAlarmsForMetricResponse describeAlarmsForMetric(
            DescribeAlarmsForMetricRequest request) {
        SeriesKey metric =
                SeriesKey.of(
                        Checks.required("Namespace", request.namespace()),
                        Checks.required("MetricName", request.metricName()),
                        request.dimensions());
        return DescribeAlarmsForMetricResponse.builder()
                .metricAlarms(
                        all().filter(each -> Evaluation.metric(each).equals(metric))
                                .filter(each -> matches(request, each))
                                .toList())
                .build();
    }

    public DescribeAlarmHistoryResponse describeAlarmHistory(DescribeAlarmHistoryRequest request) {
        Checks.oneOf(
                "historyItemType",
                request.historyItemTypeAsString(),
                HistoryItemType.knownValues().stream().sorted().toList());
        Checks.oneOf(
                "scanBy",
                request.scanByAsString(),
                ScanBy.knownValues().stream().sorted().toList());
        boolean ascending = request.scanBy() == ScanBy.TIMESTAMP_ASCENDING;
        List<Entry> found =
                alarms.history.all().filter(each -> matches(request, each.item())).toList();
        int size = Checks.range("maxRecords", request.maxRecords(), 100, 1, 100);
        Checks.Page<Entry> page =
                ascending
                        ? Checks.Page.of(found, Entry::key, request.nextToken(), size)
                        : Checks.Page.of(
                                found.reversed(), Entry::reverseKey, request.nextToken(), size);
        return DescribeAlarmHistoryResponse.builder()
                .alarmHistoryItems(page.items().stream().map(Entry::item).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Stream<MetricAlarm> found(DescribeAlarmsRequest request) {
        List<String> types = request.alarmTypesAsStrings();
        String prefix = request.alarmNamePrefix();
        String action = request.actionPrefix();
        String state = request.stateValueAsString();
        return all().filter(each -> types.isEmpty() || types.contains("MetricAlarm"))
                .filter(each ->
                        !request.hasAlarmNames() || request.alarmNames().contains(each.alarmName()))
                .filter(each -> prefix == null || each.alarmName().startsWith(prefix))
                .filter(each -> state == null || each.stateValueAsString().equals(state))
                .filter(each ->
                        action == null || actions(each).anyMatch(arn -> arn.startsWith(action)));
    }

    private Stream<MetricAlarm> all() {
        return alarms.byName.values().stream().map(each -> each.alarm);
    }

    private static Stream<String> actions(MetricAlarm alarm) {
        return Stream.of(alarm.okActions(), alarm.alarmActions(), alarm.insufficientDataActions())
                .flatMap(List::stream);
    }

    private static boolean matches(DescribeAlarmsForMetricRequest request, MetricAlarm alarm) {
        return (request.statistic() == null || request.statistic() == alarm.statistic())
                && (request.extendedStatistic() == null
                        || request.extendedStatistic().equals(alarm.extendedStatistic()))
                && (request.period() == null || request.period().equals(alarm.period()))
                && (request.unit() == null || request.unit() == alarm.unit());
    }

    private static boolean matches(DescribeAlarmHistoryRequest request, AlarmHistoryItem item) {
        HistoryItemType type = request.historyItemType();
        return (request.alarmName() == null || request.alarmName().equals(item.alarmName()))
                && (type == null || type == item.historyItemType())
                && (request.startDate() == null || !item.timestamp().isBefore(request.startDate()))
                && (request.endDate() == null || item.timestamp().isBefore(request.endDate()));
    }
}
