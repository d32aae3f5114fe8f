package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.wire.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** The service, and the way in for the measurements of other services. */
public final class CloudWatch {
    private final Foundation foundation;
    private final MetricStore metrics;
    private final AlarmStore alarms;
    private final Evaluation evaluation;
    private final Service service;

    /**
     * @param actions what alarms do besides invoking scaling policies
     */
    public CloudWatch(Foundation foundation, Actions actions) {
        this.foundation = foundation;
        metrics = new MetricStore();
        evaluation = new Evaluation(foundation, metrics);
        alarms = new AlarmStore(foundation, evaluation, actions);
        service =
                new Service(
                        "CloudWatch",
                        "monitoring",
                        "2010-08-01",
                        Service.Protocol.QUERY,
                        List.of(
                                new PutMetrics(foundation, metrics, alarms),
                                new ReadMetrics(foundation, metrics),
                                new ReadMetricData(foundation, metrics),
                                new PutAlarms(foundation, alarms),
                                new PutComposites(foundation, alarms),
                                new Dashboards(foundation),
                                new ReadAlarms(alarms),
                                new AlarmTags(alarms)));
    }

    public Service service() {
        return service;
    }

    public int alarms() {
        return alarms.byName.size();
    }

    public int metrics() {
        return metrics.size();
    }

    /**
     * Takes a measurement of another service, at this moment. Under the local cloud's lock.
     *
     * @param namespace such as {@code AWS/EC2}
     */
    public void measured(
            String namespace, String name, Map<String, String> dimensions, double value) {
        measured(namespace, name, dimensions, foundation.timeline().now(), value, "None");
    }

    /**
     * Takes a measurement of another service in that was made at some moment. Under the local
     * cloud's lock.
     *
     * @param unit such as {@code Count}
     */
    public void measured(
            String namespace,
            String name,
            Map<String, String> dimensions,
            Instant at,
            double value,
            String unit) {
        SeriesKey metric = new SeriesKey(namespace, name, dimensions);
        metrics.put(metric, Sample.of(at, value, 1, unit));
        alarms.evaluate(metric);
    }

    /** Makes or changes an alarm in the name of a service that manages it. */
    public void putAlarm(PutMetricAlarmRequest request) {
        new PutAlarms(foundation, alarms).putMetricAlarm(request);
    }

    /** Deletes an alarm if it is there. */
    public void deleteAlarm(String name) {
        alarms.delete(name);
    }

    /** The tags of a metric's alarm; none if there is no such alarm. */
    public Map<String, String> tags(String arn) {
        return alarms.byName.values().stream()
                .filter(each -> arn.equals(each.alarm.alarmArn()))
                .findFirst()
                .map(each -> Map.copyOf(each.tags))
                .orElse(Map.of());
    }

    /** The alarm of that name. */
    public Optional<MetricAlarm> alarm(String name) {
        return Optional.ofNullable(alarms.byName.get(name)).map(each -> each.alarm);
    }

    /** The alarms that have this action when they go off. */
    public List<MetricAlarm> alarmsWithAction(String arn) {
        return alarms.byName.values().stream()
                .map(each -> each.alarm)
                .filter(each -> each.alarmActions().contains(arn))
                .toList();
    }

    /** The value that the alarm compares at this moment, if its metric has any. */
    public Optional<Double> latest(MetricAlarm alarm) {
        return evaluation.latest(alarm);
    }

    /** Takes an action out of every alarm: what it named is gone. */
    public void dropAction(String arn) {
        for (AlarmStore.StoredAlarm each : alarms.byName.values()) {
            MetricAlarm alarm = each.alarm;
            each.alarm =
                    alarm.toBuilder()
                            .alarmActions(without(alarm.alarmActions(), arn))
                            .okActions(without(alarm.okActions(), arn))
                            .insufficientDataActions(without(alarm.insufficientDataActions(), arn))
                            .build();
        }
    }

    private static List<String> without(List<String> actions, String arn) {
        return actions.stream().filter(each -> !each.equals(arn)).toList();
    }
}
