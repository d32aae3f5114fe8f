package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.CloudWatchRefusals.INVALID;
import static dev.sila.localcloud.refusal.CloudWatchRefusals.expression;
import static dev.sila.localcloud.refusal.CloudWatchRefusals.metric;
import static dev.sila.localcloud.refusal.CloudWatchRefusals.rule;

import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** What CloudWatch refuses of measurements, of readings and of dashboards. */
final class CloudWatchMetricRefusals implements Corpus {
    @Override
    public String service() {
        return "CloudWatch";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(measurements());
        all.addAll(readings());
        all.addAll(math());
        all.addAll(dashboards());
        return all;
    }

    private static Refusal datum(String rule, String code, Consumer<MetricDatum.Builder> how) {
        return rule(
                rule,
                "PutMetricData",
                code,
                rig -> {
                    MetricDatum.Builder datum = MetricDatum.builder().metricName("m").value(1.0);
                    how.accept(datum);
                    rig.cloudWatch()
                            .putMetricData(each -> each.namespace("T").metricData(datum.build()));
                });
    }

    private static List<Refusal> measurements() {
        return List.of(
                datum(
                        "A measurement has a value",
                        "MissingParameter",
                        each -> each.value((Double) null)),
                datum(
                        "A measurement has one kind of value",
                        "InvalidParameterCombination",
                        each -> each.values(1.0)),
                datum(
                        "A value is a number",
                        "InvalidParameterValue",
                        each -> each.value(Double.NaN)),
                datum("There is no such unit", INVALID, each -> each.unit("Ells")),
                rule(
                        "A measurement is at most two weeks old",
                        "PutMetricData",
                        "InvalidParameterValue",
                        rig ->
                                rig.cloudWatch()
                                        .putMetricData(each ->
                                                each.namespace("T")
                                                        .metricData(datum ->
                                                                datum.metricName("m")
                                                                        .value(1.0)
                                                                        .timestamp(
                                                                                rig.now()
                                                                                        .minus(
                                                                                                Duration
                                                                                                        .ofDays(
                                                                                                                15)))))));
    }

    private static List<Refusal> readings() {
        String page = "GetMetricStatistics";
        return List.of(
                rule(
                        "Time goes forward",
                        page,
                        "InvalidParameterValue",
                        rig -> read(rig, Duration.ofMinutes(-5), 60)),
                rule(
                        "A period is 1, 5, 10, 20, 30 or a multiple of 60",
                        page,
                        "InvalidParameterValue",
                        rig -> read(rig, Duration.ofMinutes(5), 45)),
                rule(
                        "At most 1440 points are read",
                        page,
                        "InvalidParameterCombination",
                        rig -> read(rig, Duration.ofDays(2), 60)));
    }

    private static void read(Rig rig, Duration duration, int period) {
        rig.cloudWatch()
                .getMetricStatistics(each ->
                        each.namespace("T")
                                .metricName("m")
                                .startTime(rig.now().minus(duration))
                                .endTime(rig.now())
                                .period(period)
                                .statistics(Statistic.SUM));
    }

    private static Refusal math(String rule, String expression) {
        return rule(
                rule,
                "GetMetricData",
                INVALID,
                rig ->
                        rig.cloudWatch()
                                .getMetricData(each ->
                                        each.startTime(rig.now().minusSeconds(300))
                                                .endTime(rig.now())
                                                .metricDataQueries(
                                                        expression(expression).build(),
                                                        metric("m", 60))));
    }

    private static List<Refusal> math() {
        return List.of(
                math("An expression is well formed", "m +"),
                math("An expression names queries", "m + x"),
                math("An expression does not name itself", "m + e"),
                math("An expression gives a series", "1 + 1"),
                math("Searches are not for the local cloud", "SEARCH('{T} m', 'Sum', 60)"),
                math("A function has its arguments", "RATE(m, m)"));
    }

    private static List<Refusal> dashboards() {
        return List.of(
                rule(
                        "A dashboard is JSON",
                        "PutDashboard",
                        "InvalidParameterInput",
                        rig ->
                                rig.cloudWatch()
                                        .putDashboard(each ->
                                                each.dashboardName("d").dashboardBody("{"))),
                rule(
                        "There is no such dashboard",
                        "GetDashboard",
                        "ResourceNotFound",
                        rig -> rig.cloudWatch().getDashboard(each -> each.dashboardName("none"))),
                rule(
                        "There is no such dashboard to delete",
                        "DeleteDashboards",
                        "ResourceNotFound",
                        rig ->
                                rig.cloudWatch()
                                        .deleteDashboards(each -> each.dashboardNames("none"))));
    }
}
