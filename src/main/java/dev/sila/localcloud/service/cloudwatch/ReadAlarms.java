package dev.sila.localcloud.service.cloudwatch;

import static java.util.Objects.requireNonNull;

import dev.sila.localcloud.service.cloudwatch.AlarmHistory.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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

    /** Metric alarms, unless composite ones are asked for. */
    public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
        check(request);
        List<String> types = request.alarmTypesAsStrings();
        boolean family =
                request.childrenOfAlarmName() != null || request.parentsOfAlarmName() != null;
        boolean metric = types.isEmpty() || types.contains("MetricAlarm");
        boolean composite = types.contains("CompositeAlarm") || (family && types.isEmpty());
        List<Alarm> found =
                Stream.concat(
                                metric ? metricAlarms() : Stream.empty(),
                                composite ? compositeAlarms() : Stream.empty())
                        .filter(each -> matches(request, each))
                        .sorted(Comparator.comparing(Alarm::name))
                        .toList();
        int size = Checks.range("maxRecords", request.maxRecords(), 50, 1, 100);
        Checks.Page<Alarm> page = Checks.Page.of(found, Alarm::name, request.nextToken(), size);
        return DescribeAlarmsResponse.builder()
                .metricAlarms(
                        shown(
                                page,
                                alarms.byName.keySet(),
                                each -> requireNonNull(alarms.byName.get(each)).alarm))
                .compositeAlarms(
                        shown(
                                page,
                                alarms.composites.byName.keySet(),
                                each -> requireNonNull(alarms.composites.byName.get(each)).alarm))
                .nextToken(page.nextToken())
                .build();
    }

    /** What alarms of both kinds have in common. */
    private record Alarm(String name, String state, List<String> actions) {}

    private static <A> List<A> shown(
            Checks.Page<Alarm> page, Set<String> names, Function<String, A> alarm) {
        return page.items().stream().map(Alarm::name).filter(names::contains).map(alarm).toList();
    }

    private Stream<Alarm> metricAlarms() {
        return all().map(each ->
                new Alarm(
                        each.alarmName(),
                        each.stateValueAsString(),
                        Stream.of(
                                        each.okActions(),
                                        each.alarmActions(),
                                        each.insufficientDataActions())
                                .flatMap(List::stream)
                                .toList()));
    }

    private Stream<Alarm> compositeAlarms() {
        return alarms.composites.byName.values().stream()
                .map(each -> each.alarm)
                .map(each ->
                        new Alarm(
                                each.alarmName(),
                                each.stateValueAsString(),
                                Stream.of(
                                                each.okActions(),
                                                each.alarmActions(),
                                                each.insufficientDataActions())
                                        .flatMap(List::stream)
                                        .toList()));
    }

    private static void check(DescribeAlarmsRequest request) {
        if (request.alarmNamePrefix() != null && request.hasAlarmNames()) {
            throw Checks.invalidCombination(
                    "AlarmNamePrefix and AlarmNames cannot be specified together.");
        }
        if (request.childrenOfAlarmName() != null && request.parentsOfAlarmName() != null) {
            throw Checks.validation(
                    "ChildrenOfAlarmName and ParentsOfAlarmName cannot be specified together.");
        }
        if (request.alarmNames().size() > 100) {
            throw Checks.validation(
                    "Value at 'alarmNames' failed to satisfy constraint: Member must have length"
                            + " less than or equal to 100");
        }
        Checks.oneOf("stateValue", request.stateValueAsString(), STATES);
        request.alarmTypesAsStrings().forEach(each -> Checks.oneOf("alarmTypes", each, TYPES));
    }

    private boolean matches(DescribeAlarmsRequest request, Alarm alarm) {
        String prefix = request.alarmNamePrefix();
        String action = request.actionPrefix();
        String state = request.stateValueAsString();
        String parent = request.childrenOfAlarmName();
        String child = request.parentsOfAlarmName();
        return (!request.hasAlarmNames() || request.alarmNames().contains(alarm.name()))
                && (prefix == null || alarm.name().startsWith(prefix))
                && (state == null || alarm.state().equals(state))
                && (action == null
                        || alarm.actions().stream().anyMatch(arn -> arn.startsWith(action)))
                && (parent == null || isChild(alarm.name(), parent))
                && (child == null || isChild(child, alarm.name()));
    }

    private boolean isChild(String name, String parent) {
        CompositeStore.StoredComposite stored = alarms.composites.byName.get(parent);
        return stored != null && stored.rule.children().contains(name);
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
                        all().filter(each -> !each.hasMetrics())
                                .filter(each -> Evaluation.metrics(each).contains(metric))
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

    private Stream<MetricAlarm> all() {
        return alarms.byName.values().stream().map(each -> each.alarm);
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
                && (!request.hasAlarmTypes() || request.alarmTypes().contains(item.alarmType()))
                && (type == null || type == item.historyItemType())
                && (request.startDate() == null || !item.timestamp().isBefore(request.startDate()))
                && (request.endDate() == null || item.timestamp().isBefore(request.endDate()));
    }
}
