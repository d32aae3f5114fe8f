package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.cloudwatch.MathValue.Scalar;
import dev.sila.localcloud.service.cloudwatch.MathValue.Series;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** Gives measurements out in bulk, and what expressions make of them. */
final class ReadMetricData {
    private static final int MOST_DATA = 100_800;

    private final Foundation foundation;
    private final MetricStore metrics;

    ReadMetricData(Foundation foundation, MetricStore metrics) {
        this.foundation = foundation;
        this.metrics = metrics;
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
        int most = Checks.range("MaxDatapoints", request.maxDatapoints(), MOST_DATA, 1, MOST_DATA);
        Queries queries = new Queries(request.metricDataQueries());
        List<MetricDataResult> results = new ArrayList<>();
        for (MetricDataQuery query : queries.all()) {
            if (!Boolean.FALSE.equals(query.returnData())) {
                results.addAll(results(request, queries, query));
            }
        }
        return page(results, most, request.nextToken());
    }

    private List<MetricDataResult> results(
            GetMetricDataRequest request, Queries queries, MetricDataQuery query) {
        Span span = Span.of(request.startTime(), request.endTime(), queries.period(query));
        MathValue value = queries.value(query, each -> points(each, span), span.moments());
        if (value instanceof Scalar) {
            throw Checks.validation(
                    "Error in expression '"
                            + query.id()
                            + "': the final result must be a time series");
        }
        List<Series> series =
                value instanceof MathValue.Many many ? many.series() : List.of((Series) value);
        return series.stream().map(each -> result(request, query, each)).toList();
    }

    private static MetricDataResult result(
            GetMetricDataRequest request, MetricDataQuery query, Series series) {
        boolean ascending = request.scanBy() == ScanBy.TIMESTAMP_ASCENDING;
        SortedMap<Instant, Double> ordered =
                ascending ? series.points() : series.points().descendingMap();
        String name =
                query.metricStat() == null ? query.id() : query.metricStat().metric().metricName();
        return MetricDataResult.builder()
                .id(query.id())
                .label(query.label() == null ? name : query.label())
                .timestamps(ordered.keySet())
                .values(ordered.values())
                .statusCode(StatusCode.COMPLETE)
                .build();
    }

    private NavigableMap<Instant, Double> points(MetricDataQuery query, Span span) {
        Aggregate statistic = Aggregate.named("Stat", query.metricStat().stat());
        Instant now = foundation.timeline().now();
        TreeMap<Instant, Double> points = new TreeMap<>();
        span.periods(
                        metrics.between(
                                Queries.metric(query),
                                span.from(),
                                span.to(),
                                query.metricStat().unitAsString()))
                .forEach((at, samples) -> {
                    if (span.isKept(at, now)) {
                        statistic.of(samples).ifPresent(value -> points.put(at, value));
                    }
                });
        return points;
    }

    /** A page has so many points, of all results one after the other. */
    private static GetMetricDataResponse page(
            List<MetricDataResult> results, int most, @Nullable String token) {
        int from = token == null ? 0 : position(token);
        int to = from + most;
        List<MetricDataResult> page = new ArrayList<>();
        int before = 0;
        for (MetricDataResult result : results) {
            int size = result.values().size();
            int first = Math.clamp(from - before, 0, size);
            int last = Math.clamp((long) to - before, 0, size);
            before += size;
            if (last > first || (size == 0 && token == null)) {
                page.add(
                        result.toBuilder()
                                .timestamps(result.timestamps().subList(first, last))
                                .values(result.values().subList(first, last))
                                .statusCode(
                                        last < size ? StatusCode.PARTIAL_DATA : StatusCode.COMPLETE)
                                .build());
            }
        }
        return GetMetricDataResponse.builder()
                .metricDataResults(page)
                .messages(List.of())
                .nextToken(before > to ? token(to) : null)
                .build();
    }

    private static String token(int position) {
        byte[] text = Integer.toString(position).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(text);
    }

    private static int position(String token) {
        try {
            return Integer.parseUnsignedInt(
                    new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException wrong) {
            throw new AwsFailure("InvalidNextToken", "The token " + token + " is invalid.");
        }
    }
}
