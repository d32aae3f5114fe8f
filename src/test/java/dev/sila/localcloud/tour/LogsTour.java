package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

/** Log groups, their events, and an alarm on what a metric filter finds in them. */
final class LogsTour implements Tour {
    private static final String GROUP = "ci/mhcfoo/var/log/syslog";

    @Override
    public String service() {
        return "CloudWatch Logs";
    }

    @Override
    public void walk(Rig rig) {
        CloudWatchLogsClient logs = rig.logs();
        logs.createLogGroup(r -> r.logGroupName(GROUP).tags(Map.of("env", "ci")));
        logs.createLogGroup(r -> r.logGroupName("ci2/other"));
        logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(3));
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("ci/")).logGroups())
                .extracting(LogGroup::logGroupName, LogGroup::retentionInDays)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(GROUP, 3));
        assertThat(logs.describeLogGroupsPaginator(r -> r.limit(1)).logGroups()).hasSize(2);
        logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("i-1"));
        logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("i-2"));
        filters(logs);
        written(rig, logs);
        read(rig, logs);
        measured(rig, logs);
        tags(logs);
        expired(rig, logs);
        end(logs);
    }

    private static void filters(CloudWatchLogsClient logs) {
        logs.putMetricFilter(r ->
                r.logGroupName(GROUP)
                        .filterName("mhcfoo-Errors")
                        .filterPattern("?ERROR ?FATAL")
                        .metricTransformations(t ->
                                t.metricName("mhcfoo-Errors")
                                        .metricNamespace("LogMetrics/ci")
                                        .metricValue("1")
                                        .defaultValue(0.0)
                                        .unit("Count")));
        logs.putMetricFilter(r ->
                r.logGroupName(GROUP)
                        .filterName("mhcfoo-Latency")
                        .filterPattern("{ $.latency > 100 && $.path = \"/cart*\" }")
                        .metricTransformations(t ->
                                t.metricName("mhcfoo-Latency")
                                        .metricNamespace("LogMetrics/ci")
                                        .metricValue("$.latency")
                                        .dimensions(Map.of("Path", "$.path"))));
        assertThat(logs.describeMetricFilters(r -> r.logGroupName(GROUP)).metricFilters())
                .extracting(MetricFilter::filterName)
                .containsExactly("mhcfoo-Errors", "mhcfoo-Latency");
        assertThat(
                        logs.testMetricFilter(r ->
                                        r.filterPattern("[ip, user, ..., status = 4*, bytes]")
                                                .logEventMessages(
                                                        "1.2.3.4 - [a b] \"GET / HTTP/1.0\" 404 10",
                                                        "1.2.3.4 - [a b] \"GET / HTTP/1.0\" 200 10"))
                                .matches())
                .singleElement()
                .satisfies(match -> {
                    assertThat(match.eventNumber()).isEqualTo(1);
                    assertThat(match.extractedValues())
                            .containsEntry("$status", "404")
                            .containsEntry("$ip", "1.2.3.4");
                });
    }

    private static InputLogEvent event(Instant at, String message) {
        return InputLogEvent.builder().timestamp(at.toEpochMilli()).message(message).build();
    }

    private static void written(Rig rig, CloudWatchLogsClient logs) {
        Instant now = rig.local().foundation().timeline().now();
        PutLogEventsResponse some =
                logs.putLogEvents(r ->
                        r.logGroupName(GROUP)
                                .logStreamName("i-1")
                                .logEvents(
                                        event(now.minus(Duration.ofMinutes(1)), "started"),
                                        event(now, "ERROR it broke"),
                                        event(now.plus(Duration.ofHours(3)), "to come")));
        assertThat(some.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(2);
        logs.putLogEvents(r ->
                r.logGroupName(GROUP)
                        .logStreamName("i-2")
                        .logEvents(
                                event(now, "{\"latency\": 250, \"path\": \"/cart/1\"}"),
                                event(now, "{\"latency\": 50, \"path\": \"/cart/1\"}")));
    }

    private static void read(Rig rig, CloudWatchLogsClient logs) {
        GetLogEventsResponse first =
                logs.getLogEvents(r ->
                        r.logGroupName(GROUP).logStreamName("i-1").startFromHead(true).limit(1));
        assertThat(first.events()).extracting(OutputLogEvent::message).containsExactly("started");
        GetLogEventsResponse second =
                logs.getLogEvents(r ->
                        r.logGroupName(GROUP)
                                .logStreamName("i-1")
                                .nextToken(first.nextForwardToken()));
        assertThat(second.events())
                .extracting(OutputLogEvent::message)
                .containsExactly("ERROR it broke");
        GetLogEventsResponse last =
                logs.getLogEvents(r ->
                        r.logGroupName(GROUP)
                                .logStreamName("i-1")
                                .nextToken(second.nextForwardToken()));
        assertThat(last.events()).isEmpty();
        assertThat(last.nextForwardToken()).isEqualTo(second.nextForwardToken());
        filtered(rig, logs);
    }

    private static void filtered(Rig rig, CloudWatchLogsClient logs) {
        assertThat(logs.filterLogEventsPaginator(r -> r.logGroupName(GROUP).limit(1)).events())
                .extracting(FilteredLogEvent::message)
                .hasSize(4)
                .first()
                .isEqualTo("started");
        assertThat(
                        logs.filterLogEvents(r ->
                                        r.logGroupName(GROUP)
                                                .logStreamNamePrefix("i-2")
                                                .filterPattern("{ $.latency < 100 }"))
                                .events())
                .hasSize(1);
        assertThat(
                        logs.describeLogStreams(r ->
                                        r.logGroupName(GROUP)
                                                .orderBy("LastEventTime")
                                                .descending(true))
                                .logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("i-2", "i-1");
        assertThat(rig.cloudWatch().listMetrics(r -> r.namespace("LogMetrics/ci")).metrics())
                .hasSize(2);
    }

    /** One error, one slow request; an alarm on the errors goes off, and back with the default. */
    private static void measured(Rig rig, CloudWatchLogsClient logs) {
        Instant now = rig.local().foundation().timeline().now();
        rig.cloudWatch()
                .putMetricAlarm(r ->
                        r.alarmName("errors")
                                .namespace("LogMetrics/ci")
                                .metricName("mhcfoo-Errors")
                                .statistic(Statistic.SUM)
                                .period(60)
                                .evaluationPeriods(1)
                                .threshold(0.5)
                                .comparisonOperator("GreaterThanThreshold"));
        List<Datapoint> points =
                rig.cloudWatch()
                        .getMetricStatistics(r ->
                                r.namespace("LogMetrics/ci")
                                        .metricName("mhcfoo-Errors")
                                        .startTime(now.minus(Duration.ofMinutes(5)))
                                        .endTime(now.plus(Duration.ofMinutes(5)))
                                        .period(600)
                                        .statistics(Statistic.SUM))
                        .datapoints();
        assertThat(points)
                .extracting(Datapoint::sum, Datapoint::unit)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1.0, StandardUnit.COUNT));
        rig.pass(Duration.ofSeconds(70));
        assertThat(state(rig)).isEqualTo(StateValue.ALARM);
        Instant later = rig.local().foundation().timeline().now();
        logs.putLogEvents(r ->
                r.logGroupName(GROUP).logStreamName("i-1").logEvents(event(later, "all is well")));
        rig.pass(Duration.ofSeconds(61));
        assertThat(state(rig)).isEqualTo(StateValue.OK);
    }

    private static StateValue state(Rig rig) {
        return rig.cloudWatch()
                .describeAlarms(r -> r.alarmNames("errors"))
                .metricAlarms()
                .getFirst()
                .stateValue();
    }

    private static void tags(CloudWatchLogsClient logs) {
        String arn =
                logs.describeLogGroups(r -> r.logGroupNamePrefix("ci/"))
                        .logGroups()
                        .getFirst()
                        .logGroupArn();
        logs.tagResource(r -> r.resourceArn(arn).tags(Map.of("a", "b")));
        logs.untagResource(r -> r.resourceArn(arn).tagKeys("env"));
        assertThat(logs.listTagsForResource(r -> r.resourceArn(arn)).tags())
                .isEqualTo(Map.of("a", "b"));
    }

    private static void expired(Rig rig, CloudWatchLogsClient logs) {
        rig.pass(Duration.ofDays(4));
        assertThat(logs.filterLogEvents(r -> r.logGroupName(GROUP)).events()).isEmpty();
    }

    private static void end(CloudWatchLogsClient logs) {
        logs.deleteRetentionPolicy(r -> r.logGroupName(GROUP));
        logs.deleteMetricFilter(r -> r.logGroupName(GROUP).filterName("mhcfoo-Errors"));
        logs.deleteLogStream(r -> r.logGroupName(GROUP).logStreamName("i-1"));
        logs.deleteLogGroup(r -> r.logGroupName(GROUP));
        assertThat(logs.describeLogGroups().logGroups()).hasSize(1);
    }
}
