package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.service.cloudwatch.MathExpression.Call;
import dev.sila.localcloud.service.cloudwatch.MathExpression.Node;
import dev.sila.localcloud.service.cloudwatch.MathValue.Many;
import dev.sila.localcloud.service.cloudwatch.MathValue.Scalar;
import dev.sila.localcloud.service.cloudwatch.MathValue.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The functions of metric math. */
record MathFunctions(MathContext context, MathEvaluation evaluation) {

    MathValue call(Call call) {
        return switch (call.function()) {
            case "SUM" -> folded(call, DoubleSummaryStatistics::getSum);
            case "AVG" -> folded(call, DoubleSummaryStatistics::getAverage);
            case "MIN" -> folded(call, DoubleSummaryStatistics::getMin);
            case "MAX" -> folded(call, DoubleSummaryStatistics::getMax);
            case "METRICS" -> metrics(call);
            case "METRIC_COUNT" -> new Scalar(evaluation.series(argument(call, 0, 1)).count());
            case "ABS" -> mapped(call, Math::abs);
            case "CEIL" -> mapped(call, Math::ceil);
            case "FLOOR" -> mapped(call, Math::floor);
            case "PERIOD" -> new Scalar(context.period().toSeconds());
            case "RATE" -> between(call, true);
            case "DIFF" -> between(call, false);
            case "RUNNING_SUM" -> running(call);
            case "FILL" -> filled(call);
            case "IF" -> chosen(call);
            default ->
                    throw Checks.unsupported("the function " + call.function() + " of metric math");
        };
    }

    private MathValue argument(Call call, int index, int count) {
        return evaluation.of(node(call, index, count));
    }

    private static Node node(Call call, int index, int count) {
        if (call.arguments().size() != count) {
            throw Checks.validation(
                    "The function %s takes %d arguments".formatted(call.function(), count));
        }
        return call.arguments().get(index);
    }

    /** Of an array, a series of all its members; of one series, a number of all its points. */
    private MathValue folded(Call call, ToDoubleFunction<DoubleSummaryStatistics> fold) {
        return switch (argument(call, 0, 1)) {
            case Many many -> {
                Map<Instant, DoubleSummaryStatistics> at = new TreeMap<>();
                for (Series series : many.series()) {
                    series.points()
                            .forEach((moment, value) ->
                                    at.computeIfAbsent(moment, key -> new DoubleSummaryStatistics())
                                            .accept(value));
                }
                NavigableMap<Instant, Double> points = new TreeMap<>();
                at.forEach((moment, all) -> points.put(moment, fold.applyAsDouble(all)));
                yield new Series(points);
            }
            case Series series -> new Scalar(fold.applyAsDouble(summary(series.points().values())));
            case Scalar scalar -> scalar;
        };
    }

    private static DoubleSummaryStatistics summary(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    }

    private MathValue metrics(Call call) {
        String part =
                switch (call.arguments().size()) {
                    case 0 -> "";
                    case 1 ->
                            call.arguments().getFirst() instanceof MathExpression.Text text
                                    ? text.value()
                                    : "";
                    default -> throw Checks.validation("METRICS takes at most one text");
                };
        return new Many(
                context.metrics().entrySet().stream()
                        .filter(each -> each.getKey().contains(part))
                        .map(Map.Entry::getValue)
                        .toList());
    }

    private MathValue mapped(Call call, DoubleUnaryOperator function) {
        return each(argument(call, 0, 1), series -> MathEvaluation.map(series, function), function);
    }

    private static MathValue each(
            MathValue value,
            java.util.function.UnaryOperator<Series> change,
            DoubleUnaryOperator ofNumber) {
        return switch (value) {
            case Series series -> change.apply(series);
            case Many many -> new Many(many.series().stream().map(change).toList());
            case Scalar scalar -> new Scalar(ofNumber.applyAsDouble(scalar.number()));
        };
    }

    /** The change from point to point; as a rate, for each second between them. */
    private MathValue between(Call call, boolean rate) {
        return each(
                argument(call, 0, 1),
                series -> {
                    NavigableMap<Instant, Double> points = new TreeMap<>();
                    series.points()
                            .forEach((moment, value) -> {
                                Map.Entry<Instant, Double> before =
                                        series.points().lowerEntry(moment);
                                if (before != null) {
                                    double seconds =
                                            Duration.between(before.getKey(), moment).toSeconds();
                                    double change = value - before.getValue();
                                    MathEvaluation.put(
                                            points, moment, rate ? change / seconds : change);
                                }
                            });
                    return new Series(points);
                },
                number -> 0);
    }

    private MathValue running(Call call) {
        return each(
                argument(call, 0, 1),
                series -> {
                    NavigableMap<Instant, Double> points = new TreeMap<>();
                    double sum = 0;
                    for (Map.Entry<Instant, Double> point : series.points().entrySet()) {
                        sum += point.getValue();
                        points.put(point.getKey(), sum);
                    }
                    return new Series(points);
                },
                number -> number);
    }

    private MathValue filled(Call call) {
        Node filler = node(call, 1, 2);
        String kind = filler instanceof MathExpression.Id id ? id.name() : "";
        boolean repeat = kind.equals("REPEAT");
        boolean linear = kind.equals("LINEAR");
        Series with =
                repeat || linear
                        ? Series.empty()
                        : evaluation.series(evaluation.of(filler)).findFirst().orElseThrow();
        return each(
                argument(call, 0, 2),
                series -> {
                    NavigableMap<Instant, Double> points = new TreeMap<>(series.points());
                    for (Instant moment : context.moments()) {
                        Double value =
                                repeat
                                        ? lower(series, moment)
                                        : linear
                                                ? between(series, moment)
                                                : with.points().get(moment);
                        if (value != null) {
                            points.putIfAbsent(moment, value);
                        }
                    }
                    return new Series(points);
                },
                number -> number);
    }

    private static @Nullable Double lower(Series series, Instant moment) {
        Map.Entry<Instant, Double> before = series.points().floorEntry(moment);
        return before == null ? null : before.getValue();
    }

    /** On the line between the points before and after; at the ends, as far as the last one. */
    private static @Nullable Double between(Series series, Instant moment) {
        Map.Entry<Instant, Double> before = series.points().floorEntry(moment);
        Map.Entry<Instant, Double> after = series.points().ceilingEntry(moment);
        if (before == null || after == null) {
            return before == null ? (after == null ? null : after.getValue()) : before.getValue();
        }
        double whole = Duration.between(before.getKey(), after.getKey()).toMillis();
        double part = Duration.between(before.getKey(), moment).toMillis();
        return whole == 0
                ? before.getValue()
                : before.getValue() + (after.getValue() - before.getValue()) * part / whole;
    }

    private MathValue chosen(Call call) {
        List<Node> arguments = call.arguments();
        if (arguments.size() < 2 || arguments.size() > 3) {
            throw Checks.validation("The function IF takes 2 or 3 arguments");
        }
        MathValue condition = evaluation.of(arguments.get(0));
        MathValue yes = evaluation.of(arguments.get(1));
        MathValue no = arguments.size() == 3 ? evaluation.of(arguments.get(2)) : Series.empty();
        if (condition instanceof Scalar scalar) {
            return scalar.number() != 0 ? yes : no;
        }
        List<Series> conditions = evaluation.series(condition).toList();
        if (conditions.size() != 1 || yes instanceof Many || no instanceof Many) {
            throw Checks.unsupported("IF with arrays of series");
        }
        NavigableMap<Instant, Double> points = new TreeMap<>();
        for (Map.Entry<Instant, Double> each : conditions.getFirst().points().entrySet()) {
            Instant moment = each.getKey();
            Double value = at(each.getValue() != 0 ? yes : no, moment);
            if (value != null) {
                points.put(moment, value);
            }
        }
        return new Series(points);
    }

    private static @Nullable Double at(MathValue value, Instant moment) {
        return switch (value) {
            case Scalar scalar -> scalar.number();
            case Series series -> series.points().get(moment);
            case Many many -> null;
        };
    }
}
