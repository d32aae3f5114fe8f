package dev.sila.localcloud.service.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/** Metrics through the SDK's own client. */
final class MetricsTest {
    private final TimedCloudWatch timed = new TimedCloudWatch();
    private final CloudWatchClient cloudWatch = timed.cloudWatch;

    @AfterEach
    void close() {
        timed.close();
    }

    @Test
    void statisticsAreTakenByPeriod() {
        timed.put(10, TimedCloudWatch.START);
        timed.put(30, TimedCloudWatch.START.plusSeconds(59));
        timed.put(summed(TimedCloudWatch.START.plusSeconds(60)));
        GetMetricStatisticsRequest request =
                GetMetricStatisticsRequest.builder()
                        .namespace("Test")
                        .metricName("load")
                        .startTime(TimedCloudWatch.START)
                        .endTime(TimedCloudWatch.START.plusSeconds(120))
                        .period(60)
                        .statistics(Statistic.AVERAGE, Statistic.MAXIMUM, Statistic.SAMPLE_COUNT)
                        .extendedStatistics("p50")
                        .build();
        List<Datapoint> points = cloudWatch.getMetricStatistics(request).datapoints();
        assertThat(points).extracting(Datapoint::average).containsExactly(20.0, 2.5);
        assertThat(points).extracting(Datapoint::maximum).containsExactly(30.0, 5.0);
        assertThat(points).extracting(Datapoint::sampleCount).containsExactly(2.0, 4.0);
        assertThat(points.getFirst().extendedStatistics()).containsEntry("p50", 10.0);
        assertThat(points.getLast().hasExtendedStatistics()).isFalse();
        TimedCloudWatch.refused(
                "InvalidParameterCombination",
                () ->
                        cloudWatch.getMetricStatistics(
                                request.toBuilder()
                                        .startTime(TimedCloudWatch.START.minus(Duration.ofDays(3)))
                                        .build()));
    }

    @Test
    void metricDataIsTakenByQuery() {
        timed.put(10, TimedCloudWatch.START);
        timed.put(30, TimedCloudWatch.START.plusSeconds(60));
        timed.put(5, TimedCloudWatch.START.plusSeconds(119));
        MetricStat stat =
                MetricStat.builder()
                        .metric(Metric.builder().namespace("Test").metricName("load").build())
                        .period(60)
                        .stat("Sum")
                        .build();
        GetMetricDataRequest latest =
                GetMetricDataRequest.builder()
                        .startTime(TimedCloudWatch.START)
                        .endTime(TimedCloudWatch.START.plusSeconds(120))
                        .metricDataQueries(
                                MetricDataQuery.builder().id("q").metricStat(stat).build())
                        .build();
        assertThat(cloudWatch.getMetricData(latest).metricDataResults().getFirst().values())
                .containsExactly(35.0, 10.0);
    }

    @Test
    void metricsAreListedByDimension() {
        for (int i = 0; i < 501; i++) {
            timed.put(MetricDatum.builder().value(1.0).dimensions(dimension("i", "" + i)));
        }
        ListMetricsRequest all = ListMetricsRequest.builder().namespace("Test").build();
        assertThat(cloudWatch.listMetrics(all).metrics()).hasSize(500);
        assertThat(cloudWatch.listMetricsPaginator(all).metrics()).hasSize(501);
        DimensionFilter filter = DimensionFilter.builder().name("i").value("7").build();
        assertThat(cloudWatch.listMetrics(all.toBuilder().dimensions(filter).build()).metrics())
                .hasSize(1);
    }

    @Test
    void wrongDataIsRefusedWhole() {
        PutMetricDataRequest request =
                PutMetricDataRequest.builder()
                        .namespace("Test")
                        .metricData(
                                MetricDatum.builder().metricName("a").value(1.0).build(),
                                MetricDatum.builder().metricName("b").value(Double.NaN).build())
                        .build();
        TimedCloudWatch.refused("InvalidParameterValue", () -> cloudWatch.putMetricData(request));
        assertThat(cloudWatch.listMetrics().metrics()).isEmpty();
        TimedCloudWatch.refused("MissingParameter", () -> timed.put(MetricDatum.builder()));
        TimedCloudWatch.refused(
                "InvalidParameterValue",
                () -> timed.put(1, TimedCloudWatch.START.minus(Duration.ofDays(15))));
    }

    /** Four measurements from 1 to 5. */
    private static MetricDatum.Builder summed(Instant at) {
        StatisticSet set =
                StatisticSet.builder().sampleCount(4.0).sum(10.0).minimum(1.0).maximum(5.0).build();
        return MetricDatum.builder().timestamp(at).statisticValues(set);
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }
}
