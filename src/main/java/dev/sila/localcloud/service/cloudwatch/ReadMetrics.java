package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Gives measurements out. Periods are real here: only alarms run on the local cloud's time. */
final class ReadMetrics {
    private static final int MOST_DATAPOINTS = 1440;
    private static final int PAGE = 500;

    private final Foundation foundation;
    private final MetricStore metrics;

    ReadMetrics(Foundation foundation, MetricStore metrics) {
        this.foundation = foundation;
        this.metrics = metrics;
    }

    public ListMetricsResponse listMetrics(ListMetricsRequest request) {
        Checks.oneOf("RecentlyActive", request.recentlyActiveAsString(), List.of("PT3H"));
        Instant active = foundation.timeline().now().minus(Duration.ofHours(3));
        List<SeriesKey> found =
                metrics.all()
                        .filter(each -> matches(request, each))
                        .filter(each ->
                                request.recentlyActive() == null
                                        || metrics.measuredAfter(each, active))
                        .sorted(Comparator.comparing(SeriesKey::toString))
                        .toList();
        Checks.Page<SeriesKey> page =
                Checks.Page.of(found, SeriesKey::toString, request.nextToken(), PAGE);
        return ListMetricsResponse.builder()
                .metrics(page.items().stream().map(ReadMetrics::sdk).toList())
                .nextToken(page.nextToken())
                .build();
    }

    public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
        String name = Checks.required("MetricName", request.metricName());
        SeriesKey metric =
                SeriesKey.of(
                        Checks.required("Namespace", request.namespace()),
                        name,
                        request.dimensions());
        Span span = Span.of(request.startTime(), request.endTime(), request.period());
        if (request.statistics().isEmpty() && request.extendedStatistics().isEmpty()) {
            throw new AwsFailure(
                    "MissingParameter", "Must specify either Statistics or ExtendedStatistics.");
        }
        if (span.datapoints() > MOST_DATAPOINTS) {
            throw Checks.invalidCombination(
                    "You have requested up to %,d datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range."
                            .formatted(span.datapoints()));
        }
        List<Datapoint> datapoints = new ArrayList<>();
        span.periods(metrics.between(metric, span.from(), span.to(), request.unitAsString()))
                .forEach((at, samples) -> {
                    if (span.isKept(at, foundation.timeline().now())) {
                        datapoints.add(datapoint(request, at, samples));
                    }
                });
        return GetMetricStatisticsResponse.builder().label(name).datapoints(datapoints).build();
    }

    private static Datapoint datapoint(
            GetMetricStatisticsRequest request, Instant at, List<Sample> samples) {
        Datapoint.Builder builder =
                Datapoint.builder().timestamp(at).unit(samples.getFirst().unit());
        for (String each : request.statisticsAsStrings()) {
            Checks.oneOf("Statistics", each, List.copyOf(Statistic.knownValues()));
            double value = Aggregate.named("Statistics", each).of(samples).orElseThrow();
            switch (each) {
                case "SampleCount" -> builder.sampleCount(value);
                case "Average" -> builder.average(value);
                case "Sum" -> builder.sum(value);
                case "Minimum" -> builder.minimum(value);
                default -> builder.maximum(value);
            }
        }
        TreeMap<String, Double> extended = new TreeMap<>();
        for (String each : request.extendedStatistics()) {
            OptionalDouble value = Aggregate.named("ExtendedStatistics", each).of(samples);
            value.ifPresent(number -> extended.put(each, number));
        }
        return extended.isEmpty() ? builder.build() : builder.extendedStatistics(extended).build();
    }

    private static boolean matches(ListMetricsRequest request, SeriesKey metric) {
        return (request.namespace() == null || request.namespace().equals(metric.namespace()))
                && (request.metricName() == null || request.metricName().equals(metric.name()))
                && request.dimensions().stream().allMatch(each -> matches(each, metric));
    }

    private static boolean matches(DimensionFilter filter, SeriesKey metric) {
        String value = metric.dimensions().get(Checks.required("Dimensions.Name", filter.name()));
        return value != null && (filter.value() == null || filter.value().equals(value));
    }

    private static Metric sdk(SeriesKey metric) {
        return Metric.builder()
                .namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(metric.sdkDimensions())
                .build();
    }
}
