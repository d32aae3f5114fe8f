package dev.sila.localcloud.whole;

import dev.sila.localcloud.service.autoscaling.Alarms;
import dev.sila.localcloud.service.cloudwatch.CloudWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** What scaling policies see of CloudWatch's alarms. */
final class PolicyAlarms implements Alarms {
    private final CloudWatch cloudWatch;

    PolicyAlarms(CloudWatch cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    @Override
    public List<Linked> withAction(String policyArn) {
        return cloudWatch.alarmsWithAction(policyArn).stream()
                .map(each -> new Linked(each.alarmName(), each.alarmArn()))
                .toList();
    }

    @Override
    public Optional<Reading> reading(String alarmName) {
        return cloudWatch
                .alarm(alarmName)
                .flatMap(alarm ->
                        cloudWatch
                                .latest(alarm)
                                .map(value -> new Reading(value, alarm.threshold())));
    }

    @Override
    public Optional<String> state(String alarmName) {
        return cloudWatch.alarm(alarmName).map(MetricAlarm::stateValueAsString);
    }

    @Override
    public void put(Wanted alarm) {
        Metric metric = alarm.metric();
        cloudWatch.putAlarm(
                PutMetricAlarmRequest.builder()
                        .alarmName(alarm.name())
                        .alarmDescription(alarm.description())
                        .namespace(metric.namespace())
                        .metricName(metric.name())
                        .dimensions(dimensions(metric.dimensions()))
                        .statistic(metric.statistic())
                        .unit(metric.unit())
                        .period(metric.period())
                        .evaluationPeriods(alarm.periods())
                        .threshold(alarm.threshold())
                        .comparisonOperator(
                                alarm.above()
                                        ? ComparisonOperator.GREATER_THAN_THRESHOLD
                                        : ComparisonOperator.LESS_THAN_THRESHOLD)
                        .alarmActions(alarm.actionArn())
                        .build());
    }

    private static List<Dimension> dimensions(Map<String, String> dimensions) {
        return dimensions.entrySet().stream()
                .map(each -> Dimension.builder().name(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    @Override
    public void delete(String alarmName) {
        cloudWatch.deleteAlarm(alarmName);
    }

    @Override
    public void measured(
            String namespace, String name, Map<String, String> dimensions, double value) {
        cloudWatch.measured(namespace, name, dimensions, value);
    }

    @Override
    public void dropAction(String policyArn) {
        cloudWatch.dropAction(policyArn);
    }
}
