package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Messages;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** Alarms of every kind, and whom they tell. */
final class CloudWatchAlarmTour implements Tour {
    private static final String ARN = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:";

    @Override
    public String service() {
        return "CloudWatch";
    }

    @Override
    public void walk(Rig rig) {
        String topic = rig.sns().createTopic(each -> each.name("alarms")).topicArn();
        String url = Messages.queueFor(rig, "alarms", "sns.amazonaws.com");
        rig.sns()
                .subscribe(each ->
                        each.topicArn(topic)
                                .protocol("sqs")
                                .endpoint(Messages.arn(rig, url))
                                .attributes(Map.of("RawMessageDelivery", "true")));
        rig.cloudWatch().putMetricAlarm(alarm("high").alarmActions(topic).okActions(topic).build());
        math(rig);
        composite(rig, topic);
        rig.cloudWatch()
                .putMetricData(each ->
                        each.namespace("T").metricData(datum -> datum.metricName("m").value(5.0)));
        assertThat(Messages.bodies(rig, url))
                .hasSize(2)
                .anySatisfy(
                        each -> assertThat(each).contains("\"AlarmName\":\"high\"", "\"Trigger\""))
                .anySatisfy(each -> assertThat(each).contains("\"AlarmName\":\"both\""));
        assertThat(states(rig)).containsExactly("both ALARM", "high ALARM", "ratio ALARM");
        rig.pass(Duration.ofMinutes(10));
        assertThat(states(rig))
                .containsExactly("both OK", "high INSUFFICIENT_DATA", "ratio INSUFFICIENT_DATA");
        manual(rig, url);
        history(rig);
        tags(rig);
        rig.cloudWatch().deleteAlarms(each -> each.alarmNames("both", "high", "ratio"));
        assertThat(states(rig)).isEmpty();
    }

    private static PutMetricAlarmRequest.Builder alarm(String name) {
        return PutMetricAlarmRequest.builder()
                .alarmName(name)
                .namespace("T")
                .metricName("m")
                .statistic("Average")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanThreshold");
    }

    private static void math(Rig rig) {
        MetricDataQuery metric =
                MetricDataQuery.builder()
                        .id("m")
                        .returnData(false)
                        .metricStat(stat ->
                                stat.period(60)
                                        .stat("Sum")
                                        .metric(each -> each.namespace("T").metricName("m")))
                        .build();
        MetricDataQuery ratio =
                MetricDataQuery.builder().id("e").expression("m / 2").returnData(true).build();
        rig.cloudWatch()
                .putMetricAlarm(each ->
                        each.alarmName("ratio")
                                .metrics(ratio, metric)
                                .evaluationPeriods(1)
                                .threshold(2.0)
                                .comparisonOperator("GreaterThanThreshold"));
    }

    private static void composite(Rig rig, String topic) {
        rig.cloudWatch()
                .putCompositeAlarm(each ->
                        each.alarmName("both")
                                .alarmRule("ALARM(high) AND NOT (OK(\"ratio\") OR FALSE)")
                                .alarmActions(topic));
        assertThat(
                        rig.cloudWatch()
                                .describeAlarms(each -> each.childrenOfAlarmName("both"))
                                .metricAlarms())
                .extracting("alarmName")
                .containsExactly("high", "ratio");
        assertThat(
                        rig.cloudWatch()
                                .describeAlarms(each -> each.parentsOfAlarmName("high"))
                                .compositeAlarms())
                .hasSize(1);
    }

    private static List<String> states(Rig rig) {
        var all =
                rig.cloudWatch()
                        .describeAlarms(each ->
                                each.alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));
        return java.util.stream.Stream.concat(
                        all.compositeAlarms().stream()
                                .map(each -> each.alarmName() + " " + each.stateValueAsString()),
                        all.metricAlarms().stream()
                                .map(each -> each.alarmName() + " " + each.stateValueAsString()))
                .toList();
    }

    private static void manual(Rig rig, String url) {
        rig.pass(Duration.ofMinutes(1));
        rig.sqs().purgeQueue(each -> each.queueUrl(url));
        rig.cloudWatch().disableAlarmActions(each -> each.alarmNames("high"));
        rig.cloudWatch()
                .setAlarmState(each ->
                        each.alarmName("high").stateValue(StateValue.OK).stateReason("try"));
        assertThat(Messages.bodies(rig, url)).isEmpty();
        rig.cloudWatch().enableAlarmActions(each -> each.alarmNames("high"));
        rig.cloudWatch()
                .setAlarmState(each ->
                        each.alarmName("high").stateValue(StateValue.ALARM).stateReason("try"));
        assertThat(Messages.bodies(rig, url)).anySatisfy(each -> assertThat(each).contains("high"));
        assertThat(
                        rig.cloudWatch()
                                .describeAlarmsForMetric(
                                        each -> each.namespace("T").metricName("m"))
                                .metricAlarms())
                .hasSize(1);
    }

    private static void history(Rig rig) {
        assertThat(
                        rig.cloudWatch()
                                .describeAlarmHistory(each ->
                                        each.alarmName("high")
                                                .historyItemType(HistoryItemType.ACTION))
                                .alarmHistoryItems())
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(each.historySummary()).startsWith("Successfully executed"));
        assertThat(
                        rig.cloudWatch()
                                .describeAlarmHistory(
                                        each -> each.alarmTypes(AlarmType.COMPOSITE_ALARM))
                                .alarmHistoryItems())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.alarmName()).isEqualTo("both"));
    }

    private static void tags(Rig rig) {
        Tag tag = Tag.builder().key("a").value("1").build();
        rig.cloudWatch().tagResource(each -> each.resourceARN(ARN + "both").tags(tag));
        assertThat(
                        rig.cloudWatch()
                                .listTagsForResource(each -> each.resourceARN(ARN + "both"))
                                .tags())
                .containsExactly(tag);
        rig.cloudWatch().untagResource(each -> each.resourceARN(ARN + "both").tagKeys("a"));
    }
}
