package dev.sila.aws.kind;

import dev.sila.aws.kind.AlarmMapping.Mark;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** How the alarms of environments stand. */
public final class AlarmReports {
    private static final Map<String, String> SIGNS =
            Map.of(
                    "GreaterThanThreshold", ">",
                    "GreaterThanOrEqualToThreshold", ">=",
                    "LessThanThreshold", "<",
                    "LessThanOrEqualToThreshold", "<=");

    /** The most that a page of DescribeAlarms holds. */
    private static final int PAGE = 100;

    private final CloudWatchClient cloudWatch;

    public AlarmReports(CloudWatchClient cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    /**
     * One alarm.
     *
     * @param part the hostclass, or another part of the environment
     * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
     * @param since when it came into that state; null if CloudWatch does not say
     * @param condition when it goes off, such as {@code > 99}
     * @param span over how many periods of how many seconds, such as {@code 5 x 300 s}
     * @param tells the names of topics
     * @param runs the names of scaling policies
     * @param enabled whether it does anything when it goes off
     * @param reason why it is in its state, in CloudWatch's words
     */
    public record Row(
            String name,
            String part,
            String state,
            @Nullable Instant since,
            String namespace,
            String metric,
            String statistic,
            String condition,
            String span,
            List<String> tells,
            List<String> runs,
            boolean enabled,
            String reason) {
        public Row {
            tells = List.copyOf(tells);
            runs = List.copyOf(runs);
        }
    }

    /** Those of exactly this environment that are marked as Sila's, by part and name. */
    public List<Row> of(String environment) {
        DescribeAlarmsRequest request =
                DescribeAlarmsRequest.builder()
                        .alarmTypes(AlarmType.METRIC_ALARM)
                        .maxRecords(PAGE)
                        .build();
        return cloudWatch.describeAlarmsPaginator(request).metricAlarms().stream()
                .flatMap(alarm ->
                        Mark.of(alarm)
                                .filter(mark -> mark.environment().equals(environment))
                                .map(mark -> row(alarm, mark))
                                .stream())
                .sorted(Comparator.comparing(Row::part).thenComparing(Row::name))
                .toList();
    }

    private static Row row(MetricAlarm alarm, Mark mark) {
        double threshold = Objects.requireNonNullElse(alarm.threshold(), 0.0);
        String number =
                threshold == Math.rint(threshold)
                        ? String.valueOf((long) threshold)
                        : String.valueOf(threshold);
        String comparison = String.valueOf(alarm.comparisonOperatorAsString());
        return new Row(
                alarm.alarmName(),
                mark.part(),
                String.valueOf(alarm.stateValueAsString()),
                alarm.stateUpdatedTimestamp(),
                String.valueOf(alarm.namespace()),
                String.valueOf(alarm.metricName()),
                String.valueOf(alarm.statisticAsString()),
                SIGNS.getOrDefault(comparison, comparison) + " " + number,
                alarm.evaluationPeriods() + " x " + alarm.period() + " s",
                names(alarm, ":sns:", ":"),
                names(alarm, ":autoscaling:", "/"),
                Objects.requireNonNullElse(alarm.actionsEnabled(), true),
                Objects.requireNonNullElse(alarm.stateReason(), ""));
    }

    private static List<String> names(MetricAlarm alarm, String service, String before) {
        return alarm.alarmActions().stream()
                .filter(each -> each.contains(service))
                .map(each -> each.substring(each.lastIndexOf(before) + 1))
                .sorted()
                .toList();
    }
}
