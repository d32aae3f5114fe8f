package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** What CloudWatch refuses. */
final class CloudWatchRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_";

    static final String INVALID = "ValidationError";

    private static final String STOP = "arn:aws:automate:us-east-1:ec2:stop";

    @Override
    public String service() {
        return "CloudWatch";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(periodsAndStatistics());
        all.addAll(actionsAndNames());
        all.addAll(states());
        all.addAll(tags());
        all.addAll(mathAlarms());
        all.addAll(compositeRules());
        all.addAll(compositeActions());
        return all;
    }

    static Refusal rule(String rule, String page, String code, Consumer<Rig> attempt) {
        return new Refusal(rule, API + page + ".html", code, attempt);
    }

    private static void alarm(Rig rig, Consumer<PutMetricAlarmRequest.Builder> how) {
        PutMetricAlarmRequest.Builder alarm =
                PutMetricAlarmRequest.builder()
                        .alarmName("a")
                        .namespace("T")
                        .metricName("m")
                        .statistic(Statistic.AVERAGE)
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator("GreaterThanThreshold");
        how.accept(alarm);
        rig.cloudWatch().putMetricAlarm(alarm.build());
    }

    private static Refusal alarm(
            String rule, String code, Consumer<PutMetricAlarmRequest.Builder> how) {
        return rule(rule, "PutMetricAlarm", code, rig -> alarm(rig, how));
    }

    private static List<Refusal> periodsAndStatistics() {
        return List.of(
                alarm(
                        "A period is 10, 20, 30 or a multiple of 60",
                        INVALID,
                        each -> each.period(45)),
                alarm(
                        "An alarm looks back at most a day",
                        INVALID,
                        each -> each.evaluationPeriods(1441)),
                alarm(
                        "An alarm of hours looks back at most a week",
                        INVALID,
                        each -> each.period(3600).evaluationPeriods(169)),
                alarm(
                        "No more points are needed than looked at",
                        INVALID,
                        each -> each.datapointsToAlarm(2)),
                alarm(
                        "An alarm has a threshold",
                        "MissingParameter",
                        each -> each.threshold((Double) null)),
                alarm(
                        "An alarm compares in one of four ways",
                        INVALID,
                        each -> each.comparisonOperator("Above")),
                alarm(
                        "An alarm has one statistic",
                        "InvalidParameterCombination",
                        each -> each.extendedStatistic("p90")),
                alarm(
                        "There is no such statistic",
                        "InvalidParameterValue",
                        each -> each.statistic((Statistic) null).extendedStatistic("p101")));
    }

    private static List<Refusal> actionsAndNames() {
        return List.of(
                alarm(
                        "Missing data is treated in one of four ways",
                        INVALID,
                        each -> each.treatMissingData("guess")),
                alarm(
                        "A state has at most five actions",
                        INVALID,
                        each -> each.alarmActions(Collections.nCopies(6, "arn:aws:sns:x:y:z"))),
                alarm("An action is an ARN", INVALID, each -> each.okActions("topic")),
                alarm(
                        "An action on an instance needs one",
                        INVALID,
                        each -> each.alarmActions(STOP)),
                alarm(
                        "A name has at most 255 characters",
                        INVALID,
                        each -> each.alarmName("a".repeat(256))),
                rule(
                        "There is no such alarm",
                        "SetAlarmState",
                        "ResourceNotFound",
                        rig ->
                                rig.cloudWatch()
                                        .setAlarmState(each ->
                                                each.alarmName("none")
                                                        .stateValue(StateValue.OK)
                                                        .stateReason("x"))));
    }

    private static List<Refusal> states() {
        return List.of(
                rule(
                        "An alarm has one of three states",
                        "SetAlarmState",
                        INVALID,
                        rig -> {
                            alarm(rig, each -> {});
                            rig.cloudWatch()
                                    .setAlarmState(each ->
                                            each.alarmName("a")
                                                    .stateValue("GOOD")
                                                    .stateReason("x"));
                        }),
                rule(
                        "There is no such alarm to delete",
                        "DeleteAlarms",
                        "ResourceNotFound",
                        rig -> rig.cloudWatch().deleteAlarms(each -> each.alarmNames("none"))),
                rule(
                        "Names and a prefix are not given together",
                        "DescribeAlarms",
                        "InvalidParameterCombination",
                        rig ->
                                rig.cloudWatch()
                                        .describeAlarms(each ->
                                                each.alarmNames("a").alarmNamePrefix("a"))));
    }

    private static List<Refusal> tags() {
        return List.of(
                rule(
                        "There is no such alarm to tag",
                        "TagResource",
                        "ResourceNotFoundException",
                        rig ->
                                rig.cloudWatch()
                                        .tagResource(each ->
                                                each.resourceARN(
                                                                "arn:aws:cloudwatch:us-east-1:000000000000:alarm:a")
                                                        .tags(tag -> tag.key("a").value("b")))));
    }

    static MetricDataQuery.Builder expression(String text) {
        return MetricDataQuery.builder().id("e").expression(text);
    }

    static MetricDataQuery metric(String id, int period) {
        return MetricDataQuery.builder()
                .id(id)
                .returnData(false)
                .metricStat(stat ->
                        stat.period(period)
                                .stat("Sum")
                                .metric(metric -> metric.namespace("T").metricName(id)))
                .build();
    }

    private static Refusal mathAlarm(String rule, String code, MetricDataQuery... queries) {
        return rule(
                rule,
                "PutMetricAlarm",
                code,
                rig ->
                        rig.cloudWatch()
                                .putMetricAlarm(each ->
                                        each.alarmName("a")
                                                .metrics(queries)
                                                .evaluationPeriods(1)
                                                .threshold(1.0)
                                                .comparisonOperator("GreaterThanThreshold")));
    }

    private static List<Refusal> mathAlarms() {
        return List.of(
                mathAlarm("An alarm watches one query", INVALID, metric("m", 60), metric("n", 60)),
                mathAlarm(
                        "An alarm's metrics have one period",
                        INVALID,
                        expression("m + n").build(),
                        metric("m", 60),
                        metric("n", 300)),
                mathAlarm(
                        "An alarm watches a series",
                        INVALID,
                        expression("SUM(m)").build(),
                        metric("m", 60)),
                alarm(
                        "Queries and a metric are not given together",
                        "InvalidParameterCombination",
                        each -> each.metrics(expression("m").build(), metric("m", 60))));
    }

    private static void composite(Rig rig, String name, String rule) {
        rig.cloudWatch().putCompositeAlarm(each -> each.alarmName(name).alarmRule(rule));
    }

    private static List<Refusal> compositeRules() {
        String page = "PutCompositeAlarm";
        return List.of(
                rule(
                        "A rule is well formed",
                        page,
                        INVALID,
                        rig -> {
                            alarm(rig, each -> {});
                            composite(rig, "c", "ALARM(a) AND");
                        }),
                rule(
                        "A rule's alarms are there",
                        page,
                        INVALID,
                        rig -> composite(rig, "c", "ALARM(none)")),
                rule(
                        "There is no such function",
                        page,
                        INVALID,
                        rig -> composite(rig, "c", "HIGH(a)")),
                rule(
                        "Parentheses are closed",
                        page,
                        INVALID,
                        rig -> composite(rig, "c", "(TRUE OR FALSE")));
    }

    private static List<Refusal> compositeActions() {
        String page = "PutCompositeAlarm";
        return List.of(
                rule(
                        "Composite alarms do not act on instances",
                        page,
                        INVALID,
                        rig ->
                                rig.cloudWatch()
                                        .putCompositeAlarm(each ->
                                                each.alarmName("c")
                                                        .alarmRule("TRUE")
                                                        .alarmActions(STOP))),
                rule(
                        "An alarm stays as long as a rule names it",
                        "DeleteAlarms",
                        INVALID,
                        rig -> {
                            alarm(rig, each -> {});
                            composite(rig, "c", "ALARM(a)");
                            rig.cloudWatch().deleteAlarms(each -> each.alarmNames("a"));
                        }),
                rule(
                        "One composite alarm is deleted at a time",
                        "DeleteAlarms",
                        INVALID,
                        rig -> {
                            composite(rig, "c", "TRUE");
                            composite(rig, "d", "TRUE");
                            rig.cloudWatch().deleteAlarms(each -> each.alarmNames("c", "d"));
                        }));
    }
}
