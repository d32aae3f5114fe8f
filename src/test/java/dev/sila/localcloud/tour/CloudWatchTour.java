package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Metrics in and out, with math, and dashboards. */
final class CloudWatchTour implements Tour {
    @Override
    public String service() {
        return "CloudWatch";
    }

    @Override
    public void walk(Rig rig) {
        Instant start = rig.now().minusSeconds(600);
        for (int minute = 0; minute < 5; minute++) {
            if (minute != 2) {
                put(rig, "m", start.plusSeconds(60L * minute), 10.0 * (minute + 1));
            }
            put(rig, "n", start.plusSeconds(60L * minute), 10);
        }
        assertThat(rig.cloudWatch().listMetrics(each -> each.namespace("T")).metrics()).hasSize(2);
        statistics(rig, start);
        assertThat(math(rig, start, "m + n")).containsExactly(20.0, 30.0, 50.0, 60.0);
        assertThat(math(rig, start, "FILL(m, 0) / PERIOD(m)"))
                .containsExactly(10 / 60.0, 20 / 60.0, 0.0, 40 / 60.0, 50 / 60.0);
        assertThat(math(rig, start, "FILL(m, LINEAR)"))
                .containsExactly(10.0, 20.0, 30.0, 40.0, 50.0);
        assertThat(math(rig, start, "SUM([m, n])")).containsExactly(20.0, 30.0, 10.0, 50.0, 60.0);
        assertThat(math(rig, start, "AVG(METRICS())")).hasSize(5);
        assertThat(math(rig, start, "n * MAX(m) - MIN(m)^2")).allMatch(each -> each == 400);
        assertThat(math(rig, start, "IF(m > 20 AND m < 50, m, -1)"))
                .containsExactly(-1.0, -1.0, 40.0, -1.0);
        assertThat(math(rig, start, "RATE(m) * 60")).containsExactly(10.0, 10.0, 10.0);
        pages(rig, start);
        dashboards(rig);
    }

    private static void put(Rig rig, String name, Instant at, double value) {
        rig.cloudWatch()
                .putMetricData(each ->
                        each.namespace("T")
                                .metricData(datum ->
                                        datum.metricName(name).timestamp(at).value(value)));
    }

    private static void statistics(Rig rig, Instant start) {
        GetMetricStatisticsResponse answer =
                rig.cloudWatch()
                        .getMetricStatistics(each ->
                                each.namespace("T")
                                        .metricName("m")
                                        .startTime(start)
                                        .endTime(start.plusSeconds(300))
                                        .period(300)
                                        .statistics(Statistic.AVERAGE, Statistic.SAMPLE_COUNT));
        assertThat(answer.datapoints()).singleElement().extracting("average").isEqualTo(30.0);
        GetMetricStatisticsResponse trimmed =
                rig.cloudWatch()
                        .getMetricStatistics(each ->
                                each.namespace("T")
                                        .metricName("m")
                                        .startTime(start)
                                        .endTime(start.plusSeconds(300))
                                        .period(300)
                                        .extendedStatistics(
                                                "p50", "TM(25%:75%)", "PR(:20)", "ts50"));
        assertThat(trimmed.datapoints().getFirst().extendedStatistics())
                .containsEntry("p50", 20.0)
                .containsEntry("TM(25%:75%)", 30.0)
                .containsEntry("PR(:20)", 50.0)
                .containsEntry("ts50", 30.0);
    }

    private static GetMetricDataRequest.Builder request(Instant start, MetricDataQuery... queries) {
        return GetMetricDataRequest.builder()
                .startTime(start)
                .endTime(start.plusSeconds(300))
                .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                .metricDataQueries(queries);
    }

    private static MetricDataQuery metric(String name, boolean returned) {
        return MetricDataQuery.builder()
                .id(name)
                .returnData(returned)
                .metricStat(stat ->
                        stat.period(60)
                                .stat("Sum")
                                .metric(metric -> metric.namespace("T").metricName(name)))
                .build();
    }

    private static List<Double> math(Rig rig, Instant start, String expression) {
        MetricDataQuery query = MetricDataQuery.builder().id("e").expression(expression).build();
        return rig.cloudWatch()
                .getMetricData(
                        request(start, query, metric("m", false), metric("n", false)).build())
                .metricDataResults()
                .getFirst()
                .values();
    }

    private static void pages(Rig rig, Instant start) {
        List<Double> values =
                rig
                        .cloudWatch()
                        .getMetricDataPaginator(
                                request(start, metric("m", true), metric("n", true))
                                        .maxDatapoints(3)
                                        .build())
                        .stream()
                        .flatMap(each -> each.metricDataResults().stream())
                        .map(MetricDataResult::values)
                        .flatMap(List::stream)
                        .toList();
        assertThat(values).containsExactly(10.0, 20.0, 40.0, 50.0, 10.0, 10.0, 10.0, 10.0, 10.0);
    }

    private static void dashboards(Rig rig) {
        String body = "{\"widgets\": []}";
        rig.cloudWatch().putDashboard(each -> each.dashboardName("d").dashboardBody(body));
        assertThat(rig.cloudWatch().getDashboard(each -> each.dashboardName("d")).dashboardBody())
                .isEqualTo(body);
        assertThat(rig.cloudWatch().listDashboards().dashboardEntries()).hasSize(1);
        rig.cloudWatch().deleteDashboards(each -> each.dashboardNames("d"));
        assertThat(rig.cloudWatch().listDashboards().dashboardEntries()).isEmpty();
    }
}
