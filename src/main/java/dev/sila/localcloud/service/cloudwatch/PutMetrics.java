package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/** Takes measurements in. A request is taken whole or not at all. */
final class PutMetrics {
    private static final int MOST = 1000;

    private final Foundation foundation;
    private final MetricStore metrics;
    private final AlarmStore alarms;

    private record Measured(SeriesKey metric, Sample sample) {}

    PutMetrics(Foundation foundation, MetricStore metrics, AlarmStore alarms) {
        this.foundation = foundation;
        this.metrics = metrics;
        this.alarms = alarms;
    }

    public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
        String namespace = Checks.required("Namespace", request.namespace());
        if (request.hasEntityMetricData()) {
            throw Checks.unsupported("EntityMetricData");
        }
        if (request.metricData().isEmpty()) {
            throw new AwsFailure("MissingParameter", "The parameter MetricData is required.");
        }
        if (request.metricData().size() > MOST) {
            throw Checks.invalidValue(
                    "The collection MetricData must not have a size greater than " + MOST + ".");
        }
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < request.metricData().size(); i++) {
            String member = "MetricData.member." + (i + 1) + ".";
            MetricDatum datum = request.metricData().get(i);
            String name = Checks.required(member + "MetricName", datum.metricName());
            SeriesKey metric = SeriesKey.of(namespace, name, datum.dimensions());
            samples(member, datum).forEach(each -> measured.add(new Measured(metric, each)));
        }
        measured.forEach(each -> metrics.put(each.metric(), each.sample()));
        measured.stream().map(Measured::metric).distinct().forEach(alarms::evaluate);
        return PutMetricDataResponse.builder().build();
    }

    private List<Sample> samples(String member, MetricDatum datum) {
        Checks.oneOf(
                member + "Unit",
                datum.unitAsString(),
                StandardUnit.knownValues().stream().sorted().toList());
        String unit = datum.unit() == null ? "None" : datum.unitAsString();
        Instant at = moment(member + "Timestamp", datum.timestamp());
        boolean values = datum.hasValues();
        int given =
                (datum.value() == null ? 0 : 1)
                        + (datum.statisticValues() == null ? 0 : 1)
                        + (values ? 1 : 0);
        if (given != 1) {
            throw given == 0
                    ? new AwsFailure(
                            "MissingParameter",
                            "At least one of the parameters "
                                    + member
                                    + "Value, "
                                    + member
                                    + "Values or "
                                    + member
                                    + "StatisticValues must be specified.")
                    : Checks.invalidCombination(
                            "The parameters "
                                    + member
                                    + "Value, "
                                    + member
                                    + "Values and "
                                    + member
                                    + "StatisticValues are mutually exclusive and you have specified"
                                    + " more than one.");
        }
        if (datum.value() != null) {
            double value = Checks.finite(member + "Value", datum.value());
            return List.of(Sample.of(at, value, 1, unit));
        }
        return values ? counted(member, datum, at, unit) : List.of(summed(member, datum, at, unit));
    }

    private static List<Sample> counted(String member, MetricDatum datum, Instant at, String unit) {
        if (datum.values().size() > 150) {
            throw Checks.invalidValue(
                    "The collection " + member + "Values must not have a size greater than 150.");
        }
        if (datum.hasCounts() && datum.counts().size() != datum.values().size()) {
            throw Checks.invalidValue(
                    "The parameters "
                            + member
                            + "Values and "
                            + member
                            + "Counts must be of the same size.");
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < datum.values().size(); i++) {
            double value = Checks.finite(member + "Values", datum.values().get(i));
            double count = datum.hasCounts() ? datum.counts().get(i) : 1;
            samples.add(Sample.of(at, value, Checks.finite(member + "Counts", count), unit));
        }
        return samples;
    }

    private static Sample summed(String member, MetricDatum datum, Instant at, String unit) {
        StatisticSet set = datum.statisticValues();
        String inside = member + "StatisticValues.";
        double count = number(inside + "SampleCount", set.sampleCount());
        double sum = number(inside + "Sum", set.sum());
        double minimum = number(inside + "Minimum", set.minimum());
        double maximum = number(inside + "Maximum", set.maximum());
        if (count <= 0 || minimum > maximum) {
            throw Checks.invalidValue(
                    "The value of "
                            + inside
                            + (count <= 0 ? "SampleCount" : "Minimum")
                            + " is invalid.");
        }
        return new Sample(at, sum, minimum, maximum, count, unit);
    }

    private static double number(String member, @Nullable Double value) {
        return Checks.finite(member, Checks.required(member, value));
    }

    /** A time stamp may lie two weeks back and two hours ahead. */
    private Instant moment(String member, @Nullable Instant given) {
        Instant now = foundation.timeline().now();
        if (given == null) {
            return now;
        }
        if (given.isBefore(now.minus(Duration.ofDays(14)))
                || given.isAfter(now.plus(Duration.ofHours(2)))) {
            throw Checks.invalidValue(
                    "The parameter "
                            + member
                            + " must specify a time within the past two weeks and"
                            + " no more than two hours in the future.");
        }
        return given;
    }
}
