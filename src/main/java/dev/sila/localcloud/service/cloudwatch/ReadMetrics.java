package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** Gives measurements out. Periods are real here: only alarms run on the local cloud's time. */
final class ReadMetrics {
    private static final int MOST_DATAPOINTS = 1440;
    private static final int MOST_DATA = 100_800;
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
                .forEach((at, samples) -> datapoints.add(datapoint(request, at, samples)));
        return GetMetricStatisticsResponse.builder().label(name).datapoints(datapoints).build();
    }

    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
        Checks.oneOf(
                "ScanBy",
                request.scanByAsString(),
                ScanBy.knownValues().stream().sorted().toList());
        if (request.metricDataQueries().isEmpty()) {
            throw new AwsFailure(
                    "MissingParameter", "The parameter MetricDataQueries is required.");
        }
        Set<String> ids = new HashSet<>();
        List<MetricDataResult> results = new ArrayList<>();
        int total = 0;
        for (MetricDataQuery query : request.metricDataQueries()) {
            String id = Checks.required("MetricDataQueries.member.Id", query.id());
            if (!id.matches("[a-z][A-Za-z0-9_]{0,254}") || !ids.add(id)) {
                throw Checks.validation(
                        "The value '" + id + "' for Id is not valid or not unique.");
            }
            MetricDataResult result = result(request, query);
            total += result.values().size();
            if (!Boolean.FALSE.equals(query.returnData())) {
                results.add(result);
            }
        }
        int most = Checks.range("MaxDatapoints", request.maxDatapoints(), MOST_DATA, 1, MOST_DATA);
        if (total > most || request.nextToken() != null) {
            throw Checks.unsupported("more than MaxDatapoints (" + most + ") in one answer");
        }
        return GetMetricDataResponse.builder()
                .metricDataResults(results)
                .messages(List.of())
                .build();
    }

    private MetricDataResult result(GetMetricDataRequest request, MetricDataQuery query) {
        if (query.expression() != null) {
            throw Checks.unsupported("metric math (Expression of query " + query.id() + ")");
        }
        MetricStat stat = Checks.required("MetricStat", query.metricStat());
        Metric asked = Checks.required("MetricStat.Metric", stat.metric());
        SeriesKey metric =
                SeriesKey.of(
                        Checks.required("Namespace", asked.namespace()),
                        Checks.required("MetricName", asked.metricName()),
                        asked.dimensions());
        Aggregate statistic =
                Aggregate.named("Stat", Checks.required("MetricStat.Stat", stat.stat()));
        Span span = Span.of(request.startTime(), request.endTime(), stat.period());
        TreeMap<Instant, Double> values = new TreeMap<>();
        span.periods(metrics.between(metric, span.from(), span.to(), stat.unitAsString()))
                .forEach((at, samples) ->
                        statistic.of(samples).ifPresent(value -> values.put(at, value)));
        boolean ascending = request.scanBy() == ScanBy.TIMESTAMP_ASCENDING;
        SortedMap<Instant, Double> ordered = ascending ? values : values.descendingMap();
        return MetricDataResult.builder()
                .id(query.id())
                .label(query.label() == null ? metric.name() : query.label())
                .timestamps(ordered.keySet())
                .values(ordered.values())
                .statusCode(StatusCode.COMPLETE)
                .build();
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
