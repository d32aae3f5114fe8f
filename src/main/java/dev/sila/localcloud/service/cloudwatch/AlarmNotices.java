package dev.sila.localcloud.service.cloudwatch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.localcloud.Foundation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What CloudWatch writes to topics when an alarm enters a state. */
final class AlarmNotices {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);
    private static final int LONGEST_SUBJECT = 100;
    private static final Map<String, String> REGIONS =
            Map.ofEntries(
                    Map.entry("us-east-1", "US East (N. Virginia)"),
                    Map.entry("us-east-2", "US East (Ohio)"),
                    Map.entry("us-west-1", "US West (N. California)"),
                    Map.entry("us-west-2", "US West (Oregon)"),
                    Map.entry("ca-central-1", "Canada (Central)"),
                    Map.entry("eu-west-1", "EU (Ireland)"),
                    Map.entry("eu-west-2", "EU (London)"),
                    Map.entry("eu-west-3", "EU (Paris)"),
                    Map.entry("eu-central-1", "EU (Frankfurt)"),
                    Map.entry("eu-north-1", "EU (Stockholm)"),
                    Map.entry("ap-south-1", "Asia Pacific (Mumbai)"),
                    Map.entry("ap-northeast-1", "Asia Pacific (Tokyo)"),
                    Map.entry("ap-northeast-2", "Asia Pacific (Seoul)"),
                    Map.entry("ap-southeast-1", "Asia Pacific (Singapore)"),
                    Map.entry("ap-southeast-2", "Asia Pacific (Sydney)"),
                    Map.entry("sa-east-1", "South America (Sao Paulo)"));

    private final Foundation foundation;

    AlarmNotices(Foundation foundation) {
        this.foundation = foundation;
    }

    Actions.Notice of(MetricAlarm alarm, StateValue before) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("AlarmName", alarm.alarmName())
                .put("AlarmDescription", alarm.alarmDescription())
                .put("AWSAccountId", foundation.realm().account())
                .put(
                        "AlarmConfigurationUpdatedTimestamp",
                        time(alarm.alarmConfigurationUpdatedTimestamp()));
        state(
                document,
                alarm.stateValueAsString(),
                alarm.stateReason(),
                alarm.stateUpdatedTimestamp());
        document.put("Region", region())
                .put("AlarmArn", alarm.alarmArn())
                .put("OldStateValue", before.toString());
        actions(document, "OKActions", alarm.okActions());
        actions(document, "AlarmActions", alarm.alarmActions());
        actions(document, "InsufficientDataActions", alarm.insufficientDataActions());
        document.set("Trigger", trigger(alarm));
        Map<String, String> dimensions = new TreeMap<>();
        alarm.dimensions().forEach(each -> dimensions.put(each.name(), each.value()));
        return new Actions.Notice(
                alarm.alarmArn(),
                subject(alarm.stateValueAsString(), alarm.alarmName()),
                document.toString(),
                dimensions);
    }

    Actions.Notice of(CompositeAlarm alarm, StateValue before) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("AlarmName", alarm.alarmName())
                .put("AlarmDescription", alarm.alarmDescription())
                .put("AWSAccountId", foundation.realm().account());
        state(
                document,
                alarm.stateValueAsString(),
                alarm.stateReason(),
                alarm.stateUpdatedTimestamp());
        document.put("Region", region())
                .put("AlarmArn", alarm.alarmArn())
                .put("OldStateValue", before.toString());
        actions(document, "OKActions", alarm.okActions());
        actions(document, "AlarmActions", alarm.alarmActions());
        actions(document, "InsufficientDataActions", alarm.insufficientDataActions());
        document.put("AlarmRule", alarm.alarmRule());
        return new Actions.Notice(
                alarm.alarmArn(),
                subject(alarm.stateValueAsString(), alarm.alarmName()),
                document.toString(),
                Map.of());
    }

    private String subject(String state, String name) {
        String subject = "%s: \"%s\" in %s".formatted(state, name, region());
        return subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
    }

    private String region() {
        String region = foundation.realm().region();
        return REGIONS.getOrDefault(region, region);
    }

    private static void state(ObjectNode document, String state, String reason, Instant at) {
        document.put("NewStateValue", state)
                .put("NewStateReason", reason)
                .put("StateChangeTime", time(at));
    }

    private static void actions(ObjectNode document, String name, List<String> actions) {
        ArrayNode array = document.putArray(name);
        actions.forEach(array::add);
    }

    private static ObjectNode trigger(MetricAlarm alarm) {
        ObjectNode trigger = JsonNodeFactory.instance.objectNode();
        if (alarm.hasMetrics()) {
            trigger.put("Period", Evaluation.seconds(alarm));
        } else {
            trigger.put("MetricName", alarm.metricName()).put("Namespace", alarm.namespace());
            boolean simple = alarm.statistic() != null;
            trigger.put("StatisticType", simple ? "Statistic" : "ExtendedStatistic")
                    .put(
                            simple ? "Statistic" : "ExtendedStatistic",
                            simple ? shout(alarm.statisticAsString()) : alarm.extendedStatistic())
                    .put("Unit", alarm.unitAsString());
            dimensions(trigger.putArray("Dimensions"), alarm.dimensions());
            trigger.put("Period", alarm.period());
        }
        trigger.put("EvaluationPeriods", alarm.evaluationPeriods());
        if (alarm.datapointsToAlarm() != null) {
            trigger.put("DatapointsToAlarm", alarm.datapointsToAlarm());
        }
        trigger.put("ComparisonOperator", alarm.comparisonOperatorAsString())
                .put("Threshold", alarm.threshold())
                .put(
                        "TreatMissingData",
                        Objects.requireNonNullElse(alarm.treatMissingData(), "missing"))
                .put("EvaluateLowSampleCountPercentile", "");
        if (alarm.hasMetrics()) {
            ArrayNode queries = trigger.putArray("Metrics");
            alarm.metrics().forEach(each -> query(queries.addObject(), each));
        }
        return trigger;
    }

    private static void query(ObjectNode node, MetricDataQuery query) {
        node.put("Id", query.id());
        if (query.expression() != null) {
            node.put("Expression", query.expression());
        }
        if (query.label() != null) {
            node.put("Label", query.label());
        }
        MetricStat stat = query.metricStat();
        if (stat != null) {
            ObjectNode inner = node.putObject("MetricStat");
            ObjectNode metric = inner.putObject("Metric");
            dimensions(metric.putArray("Dimensions"), stat.metric().dimensions());
            metric.put("MetricName", stat.metric().metricName())
                    .put("Namespace", stat.metric().namespace());
            inner.put("Period", stat.period()).put("Stat", stat.stat());
        }
        node.put("ReturnData", !Boolean.FALSE.equals(query.returnData()));
    }

    private static void dimensions(ArrayNode array, List<Dimension> dimensions) {
        dimensions.forEach(
                each -> array.addObject().put("value", each.value()).put("name", each.name()));
    }

    /** {@code SampleCount} as {@code SAMPLE_COUNT}. */
    private static String shout(String statistic) {
        return statistic.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    private static String time(@Nullable Instant moment) {
        return TIME.format(Objects.requireNonNullElse(moment, Instant.EPOCH));
    }
}
