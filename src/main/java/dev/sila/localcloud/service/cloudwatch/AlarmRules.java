package dev.sila.localcloud.service.cloudwatch;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** What CloudWatch demands of an alarm. Source: the API reference of {@code PutMetricAlarm}. */
final class AlarmRules {
    private static final List<String> COMPARISONS =
            List.of(
                    "GreaterThanOrEqualToThreshold",
                    "GreaterThanThreshold",
                    "LessThanThreshold",
                    "LessThanOrEqualToThreshold");
    private static final List<String> STATISTICS =
            List.of("SampleCount", "Average", "Sum", "Minimum", "Maximum");
    private static final int DAY = 86_400;

    private AlarmRules() {}

    static void check(PutMetricAlarmRequest request) {
        Checks.length("alarmName", Checks.required("AlarmName", request.alarmName()), 1, 255);
        if (request.alarmDescription() != null) {
            Checks.length("alarmDescription", request.alarmDescription(), 0, 1024);
        }
        if (request.hasMetrics()) {
            math(request);
            periods(request, new Queries(request.metrics()).period(watched(request.metrics())));
        } else {
            metric(request);
            statistic(request);
            periods(request, Checks.required("Period", request.period()));
        }
        comparison(request);
        actions(request);
    }

    /** The one of an alarm's queries that it watches. */
    static MetricDataQuery watched(List<MetricDataQuery> queries) {
        List<MetricDataQuery> returned =
                queries.stream().filter(each -> !Boolean.FALSE.equals(each.returnData())).toList();
        if (returned.size() != 1) {
            throw Checks.validation("Exactly one element of the metrics list should return data.");
        }
        return returned.getFirst();
    }

    private static void math(PutMetricAlarmRequest request) {
        if (request.thresholdMetricId() != null) {
            throw Checks.unsupported("alarms on anomaly detection");
        }
        boolean single =
                Stream.of(
                                request.namespace(),
                                request.metricName(),
                                request.period(),
                                request.unit(),
                                request.statistic(),
                                request.extendedStatistic())
                        .anyMatch(Objects::nonNull);
        if (single || request.hasDimensions()) {
            throw Checks.invalidCombination(
                    "Metrics cannot be given together with Namespace, MetricName, Dimensions,"
                            + " Period, Unit, Statistic or ExtendedStatistic.");
        }
        Queries queries = new Queries(request.metrics());
        watched(request.metrics());
        long periods =
                queries.all().stream()
                        .filter(each -> each.metricStat() != null)
                        .map(each -> each.metricStat().period())
                        .distinct()
                        .count();
        if (periods != 1) {
            throw Checks.validation("Metrics list must have metrics, all of the same period.");
        }
        MathValue tried =
                queries.value(
                        watched(request.metrics()),
                        each -> new TreeMap<>(),
                        List.of(Instant.EPOCH));
        if (!(tried instanceof MathValue.Series)) {
            throw Checks.validation("The expression of an alarm must give a single time series.");
        }
    }

    private static void metric(PutMetricAlarmRequest request) {
        if (request.thresholdMetricId() != null) {
            throw Checks.unsupported("alarms on anomaly detection");
        }
        SeriesKey.of(
                Checks.required("Namespace", request.namespace()),
                Checks.required("MetricName", request.metricName()),
                request.dimensions());
        Checks.oneOf(
                "unit",
                request.unitAsString(),
                StandardUnit.knownValues().stream().sorted().toList());
    }

    private static void statistic(PutMetricAlarmRequest request) {
        boolean simple = request.statistic() != null;
        boolean extended = request.extendedStatistic() != null;
        if (simple == extended) {
            throw Checks.invalidCombination(
                    "Exactly one of the parameters Statistic and ExtendedStatistic must be"
                            + " specified.");
        }
        Checks.oneOf("statistic", request.statisticAsString(), STATISTICS);
        if (extended) {
            Aggregate.named("ExtendedStatistic", request.extendedStatistic());
        }
        String low = request.evaluateLowSampleCountPercentile();
        Checks.oneOf("evaluateLowSampleCountPercentile", low, List.of("evaluate", "ignore"));
        if ("ignore".equals(low)) {
            throw Checks.unsupported("the value ignore of EvaluateLowSampleCountPercentile");
        }
    }

    private static void periods(PutMetricAlarmRequest request, int period) {
        if (period < 10 || (!List.of(10, 20, 30).contains(period) && period % 60 != 0)) {
            throw Checks.validation(
                    "Value '"
                            + period
                            + "' at 'period': Metric alarm period must be 10, 20, 30 or a multiple"
                            + " of 60 seconds");
        }
        int wanted = Checks.required("EvaluationPeriods", request.evaluationPeriods());
        Checks.range("evaluationPeriods", wanted, 1, 1, Integer.MAX_VALUE);
        Checks.range("datapointsToAlarm", request.datapointsToAlarm(), wanted, 1, wanted);
        long longest = period >= 3600 ? 7L * DAY : DAY;
        if ((long) period * wanted > longest) {
            throw Checks.validation(
                    "Metrics cannot be checked across more than "
                            + (period >= 3600 ? "seven days" : "a day")
                            + " (EvaluationPeriods * Period must be <= "
                            + longest
                            + ")");
        }
    }

    private static void comparison(PutMetricAlarmRequest request) {
        Checks.oneOf(
                "comparisonOperator",
                Checks.required("ComparisonOperator", request.comparisonOperatorAsString()),
                COMPARISONS);
        Checks.finite("Threshold", Checks.required("Threshold", request.threshold()));
        Checks.oneOf(
                "treatMissingData",
                request.treatMissingData(),
                List.of("breaching", "notBreaching", "ignore", "missing"));
    }

    private static void actions(PutMetricAlarmRequest request) {
        Stream.of(request.okActions(), request.alarmActions(), request.insufficientDataActions())
                .forEach(AlarmRules::actions);
        boolean ofInstance =
                request.dimensions().stream().anyMatch(each -> each.name().equals("InstanceId"));
        Stream.of(request.okActions(), request.alarmActions(), request.insufficientDataActions())
                .flatMap(List::stream)
                .filter(each -> !ofInstance && each.matches("arn:aws:(automate|swf):.*"))
                .findFirst()
                .ifPresent(action -> {
                    throw Checks.validation(
                            "The action "
                                    + action
                                    + " needs a metric with the dimension InstanceId");
                });
    }

    static void actions(List<String> actions) {
        if (actions.size() > 5) {
            throw Checks.validation(
                    "Value '%s' failed to satisfy constraint: Member must have length less than or equal to 5"
                            .formatted(actions));
        }
        for (String action : actions) {
            if (!action.startsWith("arn:")) {
                throw Checks.validation("Invalid arn syntax: " + action);
            }
        }
    }
}
