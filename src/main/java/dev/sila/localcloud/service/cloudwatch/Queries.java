package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.service.cloudwatch.MathExpression.Node;
import dev.sila.localcloud.service.cloudwatch.MathValue.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Queries by their IDs: metrics, and expressions over them. Source: CloudWatch API reference,
 * {@code MetricDataQuery}.
 */
final class Queries {
    private static final int MOST = 500;

    private final Map<String, MetricDataQuery> byId = new LinkedHashMap<>();
    private final Map<String, Node> expressions = new HashMap<>();

    /**
     * Checks queries as they stand in a request.
     *
     * @throws dev.sila.localcloud.AwsFailure if one is malformed, or names what is not there
     */
    Queries(List<MetricDataQuery> queries) {
        if (queries.size() > MOST) {
            throw Checks.validation(
                    "The collection MetricDataQueries must not have a size greater than " + MOST);
        }
        for (MetricDataQuery query : queries) {
            add(query);
        }
        expressions.forEach((id, node) -> {
            for (String named : MathExpression.ids(node)) {
                if (!byId.containsKey(named) && !Set.of("REPEAT", "LINEAR").contains(named)) {
                    throw Checks.validation(
                            "Error in expression '" + id + "': Undefined variable '" + named + "'");
                }
            }
            refuseCycle(id);
        });
    }

    private void add(MetricDataQuery query) {
        String id = Checks.required("MetricDataQueries.member.Id", query.id());
        if (!id.matches("[a-z][A-Za-z0-9_]{0,254}") || byId.containsKey(id)) {
            throw Checks.validation("The value '" + id + "' for Id is not valid or not unique.");
        }
        if ((query.expression() == null) == (query.metricStat() == null)) {
            throw Checks.validation(
                    "The query '" + id + "' must have either MetricStat or Expression");
        }
        if (query.accountId() != null) {
            throw Checks.unsupported("metrics of other accounts");
        }
        if (query.expression() == null) {
            metric(query);
            Aggregate.named("Stat", Checks.required("MetricStat.Stat", query.metricStat().stat()));
            Checks.required("MetricStat.Period", query.metricStat().period());
            Checks.oneOf(
                    "MetricStat.Unit",
                    query.metricStat().unitAsString(),
                    StandardUnit.knownValues().stream().sorted().toList());
        } else {
            expressions.put(id, MathExpression.parse(query.expression()));
        }
        byId.put(id, query);
    }

    private void refuseCycle(String id) {
        Deque<String> open = new ArrayDeque<>(MathExpression.ids(expression(id)));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String next = open.pop();
            if (next.equals(id)) {
                throw Checks.validation("The expression '" + id + "' refers to itself");
            }
            Node node = expressions.get(next);
            if (node != null && seen.add(next)) {
                open.addAll(MathExpression.ids(node));
            }
        }
    }

    private Node expression(String id) {
        return Objects.requireNonNull(expressions.get(id), id);
    }

    private MetricDataQuery query(String id) {
        return Objects.requireNonNull(byId.get(id), id);
    }

    List<MetricDataQuery> all() {
        return List.copyOf(byId.values());
    }

    /** Whether any of them is an expression. */
    boolean hasMath() {
        return !expressions.isEmpty();
    }

    /** The metric that a query retrieves. */
    static SeriesKey metric(MetricDataQuery query) {
        MetricStat stat = query.metricStat();
        Metric asked = Checks.required("MetricStat.Metric", stat.metric());
        return SeriesKey.of(
                Checks.required("Namespace", asked.namespace()),
                Checks.required("MetricName", asked.metricName()),
                asked.dimensions());
    }

    /** The period of a query: its own, or the longest of the metrics that it is made of. */
    int period(MetricDataQuery query) {
        if (query.metricStat() != null) {
            return query.metricStat().period();
        }
        int named =
                MathExpression.ids(expression(query.id())).stream()
                        .filter(byId::containsKey)
                        .mapToInt(each -> period(query(each)))
                        .max()
                        .orElse(0);
        return Math.max(
                named > 0
                        ? named
                        : byId.values().stream()
                                .filter(each -> each.metricStat() != null)
                                .mapToInt(each -> each.metricStat().period())
                                .max()
                                .orElse(60),
                query.period() == null ? 0 : query.period());
    }

    /**
     * What a query gives.
     *
     * @param retrieved the points of a metric's query
     * @param moments the starts of all periods
     */
    MathValue value(
            MetricDataQuery query,
            Function<MetricDataQuery, NavigableMap<Instant, Double>> retrieved,
            List<Instant> moments) {
        if (query.metricStat() != null) {
            return new Series(retrieved.apply(query));
        }
        Map<String, Series> metrics = new LinkedHashMap<>();
        byId.forEach((id, each) -> {
            if (each.metricStat() != null) {
                metrics.put(id, new Series(retrieved.apply(each)));
            }
        });
        MathContext context =
                new MathContext(
                        id ->
                                metrics.containsKey(id)
                                        ? metrics.get(id)
                                        : value(query(id), retrieved, moments),
                        metrics,
                        moments,
                        Duration.ofSeconds(period(query)));
        return new MathEvaluation(context).of(expression(query.id()));
    }
}
