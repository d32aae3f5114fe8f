package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.Foundation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * What state an alarm ought to be in. Two periods more than the alarm's own are looked at, so that
 * late or missing data does not mislead it. Source: CloudWatch user guide, "Configuring how
 * CloudWatch alarms treat missing data", whose tables the tests repeat.
 */
final class Evaluation {
    private static final int MORE = 2;

    private final Foundation foundation;
    private final MetricStore metrics;

    Evaluation(Foundation foundation, MetricStore metrics) {
        this.foundation = foundation;
        this.metrics = metrics;
    }

    /** The state an alarm ought to be in, and why. */
    record Verdict(StateValue state, String reason) {}

    /**
     * One period that has data.
     *
     * @param age how many periods ago it was, 0 for the one that ends now
     */
    private record Point(int age, double value, boolean breaches) {}

    /** The metrics that an alarm watches. */
    static Set<SeriesKey> metrics(MetricAlarm alarm) {
        return alarm.hasMetrics()
                ? alarm.metrics().stream()
                        .filter(each -> each.metricStat() != null)
                        .map(Queries::metric)
                        .collect(Collectors.toSet())
                : Set.of(metric(alarm));
    }

    /** How many of AWS's seconds a period of the alarm has. */
    static int seconds(MetricAlarm alarm) {
        return alarm.hasMetrics()
                ? new Queries(alarm.metrics()).period(AlarmRules.watched(alarm.metrics()))
                : alarm.period();
    }

    /** The metric of an alarm that watches a single one. */
    private static SeriesKey metric(MetricAlarm alarm) {
        TreeMap<String, String> dimensions = new TreeMap<>();
        for (Dimension dimension : alarm.dimensions()) {
            dimensions.put(dimension.name(), dimension.value());
        }
        return new SeriesKey(alarm.namespace(), alarm.metricName(), dimensions);
    }

    /** How long a period of the alarm takes here. */
    Duration period(MetricAlarm alarm) {
        return foundation.timeline().scaled(Duration.ofSeconds(seconds(alarm)));
    }

    /** The verdict at this moment; nothing if the alarm ought to stay as it is. */
    Optional<Verdict> verdict(MetricAlarm alarm) {
        List<Point> points = points(alarm);
        int wanted = alarm.evaluationPeriods();
        int needed = Objects.requireNonNullElse(alarm.datapointsToAlarm(), wanted);
        if (points.size() >= wanted) {
            List<Point> latest = points.subList(0, wanted);
            return Optional.of(judged(alarm, latest, breaching(latest) >= needed));
        }
        int missing = wanted - points.size();
        return switch (Objects.requireNonNullElse(alarm.treatMissingData(), "missing")) {
            case "breaching" ->
                    Optional.of(judged(alarm, points, breaching(points) + missing >= needed));
            case "notBreaching" -> Optional.of(judged(alarm, points, breaching(points) >= needed));
            case "ignore" -> ignoring(alarm, points, needed);
            default -> waiting(alarm, points, needed);
        };
    }

    /** Missing data leaves the state alone unless what is there decides. */
    private static Optional<Verdict> ignoring(MetricAlarm alarm, List<Point> points, int needed) {
        if (breaching(points) >= needed) {
            return Optional.of(judged(alarm, points, true));
        }
        return breaching(points) == points.size()
                ? Optional.empty()
                : Optional.of(judged(alarm, points, false));
    }

    /**
     * Missing data is left out. Data that breaches throughout is enough once its oldest point is as
     * old as the points that an alarm needs; before that it would be premature.
     */
    private static Optional<Verdict> waiting(MetricAlarm alarm, List<Point> points, int needed) {
        if (points.isEmpty()) {
            return Optional.of(
                    new Verdict(
                            StateValue.INSUFFICIENT_DATA,
                            "Insufficient Data: no datapoints were received in the evaluation"
                                    + " periods."));
        }
        boolean all = breaching(points) == points.size();
        boolean old = points.getLast().age() + 1 >= needed;
        if (breaching(points) >= needed || (all && old)) {
            return Optional.of(judged(alarm, points, true));
        }
        return all ? Optional.empty() : Optional.of(judged(alarm, points, false));
    }

    /** The value of the latest period that has data. */
    Optional<Double> latest(MetricAlarm alarm) {
        return points(alarm).stream().findFirst().map(Point::value);
    }

    private static long breaching(List<Point> points) {
        return points.stream().filter(Point::breaches).count();
    }

    /** The periods that have data, the latest first. A period includes its end, not its start. */
    private List<Point> points(MetricAlarm alarm) {
        return alarm.hasMetrics() ? mathPoints(alarm) : metricPoints(alarm);
    }

    /** Periods go by numbers here, as long as on AWS, so that rates come out as there. */
    private List<Point> mathPoints(MetricAlarm alarm) {
        Queries queries = new Queries(alarm.metrics());
        Duration nominal = Duration.ofSeconds(seconds(alarm));
        int periods = alarm.evaluationPeriods() + MORE;
        List<Instant> moments = new ArrayList<>();
        for (int i = 0; i < periods; i++) {
            moments.add(Instant.EPOCH.plus(nominal.multipliedBy(i)));
        }
        MathValue value =
                queries.value(
                        AlarmRules.watched(alarm.metrics()),
                        query -> retrieved(query, period(alarm), moments),
                        moments);
        List<Point> points = new ArrayList<>();
        if (value instanceof MathValue.Series series) {
            for (int age = 0; age < periods; age++) {
                Double at = series.points().get(moments.get(periods - 1 - age));
                if (at != null) {
                    points.add(new Point(age, at, breaches(alarm, at)));
                }
            }
        }
        return points;
    }

    private NavigableMap<Instant, Double> retrieved(
            MetricDataQuery query, Duration period, List<Instant> moments) {
        Aggregate statistic = Aggregate.named("Stat", query.metricStat().stat());
        SeriesKey metric = Queries.metric(query);
        TreeMap<Instant, Double> found = new TreeMap<>();
        Instant end = foundation.timeline().now().plusNanos(1);
        for (Instant moment : moments.reversed()) {
            Instant start = end.minus(period);
            statistic
                    .of(metrics.between(metric, start, end, query.metricStat().unitAsString()))
                    .ifPresent(value -> found.put(moment, value));
            end = start;
        }
        return found;
    }

    private List<Point> metricPoints(MetricAlarm alarm) {
        String name =
                alarm.statistic() == null ? alarm.extendedStatistic() : alarm.statisticAsString();
        Aggregate statistic = Aggregate.named("Statistic", name);
        SeriesKey metric = metric(alarm);
        Duration period = period(alarm);
        Instant end = foundation.timeline().now().plusNanos(1);
        List<Point> points = new ArrayList<>();
        for (int age = 0; age < alarm.evaluationPeriods() + MORE; age++) {
            Instant start = end.minus(period);
            int ago = age;
            statistic
                    .of(metrics.between(metric, start, end, alarm.unitAsString()))
                    .ifPresent(value -> points.add(new Point(ago, value, breaches(alarm, value))));
            end = start;
        }
        return points;
    }

    private static boolean breaches(MetricAlarm alarm, double value) {
        double threshold = alarm.threshold();
        return switch (alarm.comparisonOperator()) {
            case GREATER_THAN_THRESHOLD -> value > threshold;
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= threshold;
            case LESS_THAN_THRESHOLD -> value < threshold;
            case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> value <= threshold;
            default ->
                    throw new IllegalStateException(
                            "No such comparison is stored: " + alarm.comparisonOperator());
        };
    }

    private static Verdict judged(MetricAlarm alarm, List<Point> points, boolean alarming) {
        if (points.isEmpty()) {
            return new Verdict(
                    alarming ? StateValue.ALARM : StateValue.OK,
                    "Threshold Crossed: no datapoints were received in the evaluation periods and"
                            + " they were treated as "
                            + alarm.treatMissingData()
                            + ".");
        }
        List<Double> values = points.stream().map(Point::value).toList();
        String reason =
                "Threshold Crossed: %d out of the last %d datapoints breached: %s against %s %s."
                        .formatted(
                                breaching(points),
                                points.size(),
                                values,
                                alarm.comparisonOperatorAsString(),
                                alarm.threshold());
        return new Verdict(alarming ? StateValue.ALARM : StateValue.OK, reason);
    }
}
