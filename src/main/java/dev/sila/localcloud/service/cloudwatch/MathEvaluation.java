package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.service.cloudwatch.MathExpression.Node;
import dev.sila.localcloud.service.cloudwatch.MathValue.Many;
import dev.sila.localcloud.service.cloudwatch.MathValue.Scalar;
import dev.sila.localcloud.service.cloudwatch.MathValue.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;

/** Evaluates expressions. Between series, only moments count at which both have a number. */
final class MathEvaluation {
    private final MathContext context;

    MathEvaluation(MathContext context) {
        this.context = context;
    }

    MathValue of(Node node) {
        return switch (node) {
            case MathExpression.Literal number -> new Scalar(number.value());
            case MathExpression.Text text ->
                    throw Checks.validation(
                            "The text \""
                                    + text.value()
                                    + "\" cannot stand alone in an expression");
            case MathExpression.Id id -> context.value().apply(id.name());
            case MathExpression.Array array ->
                    new Many(array.items().stream().map(this::of).flatMap(this::series).toList());
            case MathExpression.Call call -> new MathFunctions(context, this).call(call);
            case MathExpression.Binary binary ->
                    combined(operator(binary.operator()), of(binary.left()), of(binary.right()));
        };
    }

    /** The series that a value consists of; a number stands for itself at every moment. */
    Stream<Series> series(MathValue value) {
        return switch (value) {
            case Series series -> Stream.of(series);
            case Many many -> many.series().stream();
            case Scalar scalar -> Stream.of(constant(scalar.number()));
        };
    }

    Series constant(double number) {
        NavigableMap<Instant, Double> points = new TreeMap<>();
        context.moments().forEach(moment -> points.put(moment, number));
        return new Series(points);
    }

    private MathValue combined(DoubleBinaryOperator operator, MathValue left, MathValue right) {
        if (left instanceof Scalar one && right instanceof Scalar other) {
            return new Scalar(operator.applyAsDouble(one.number(), other.number()));
        }
        if (left instanceof Many || right instanceof Many) {
            return eachOf(operator, left, right);
        }
        Series one = series(left).findFirst().orElseThrow();
        Series other = series(right).findFirst().orElseThrow();
        return left instanceof Scalar scalar
                ? map(other, value -> operator.applyAsDouble(scalar.number(), value))
                : right instanceof Scalar scalar
                        ? map(one, value -> operator.applyAsDouble(value, scalar.number()))
                        : both(operator, one, other);
    }

    private Many eachOf(DoubleBinaryOperator operator, MathValue left, MathValue right) {
        if (left instanceof Many one && right instanceof Many other) {
            if (one.series().size() != other.series().size()) {
                throw Checks.validation("Arrays of different lengths cannot be combined");
            }
            List<Series> results = new ArrayList<>();
            for (int i = 0; i < one.series().size(); i++) {
                results.add(both(operator, one.series().get(i), other.series().get(i)));
            }
            return new Many(results);
        }
        boolean first = left instanceof Many;
        return new Many(
                series(first ? left : right)
                        .map(each ->
                                (Series)
                                        (first
                                                ? combined(operator, each, right)
                                                : combined(operator, left, each)))
                        .toList());
    }

    private static Series both(DoubleBinaryOperator operator, Series one, Series other) {
        NavigableMap<Instant, Double> points = new TreeMap<>();
        one.points()
                .forEach((moment, value) -> {
                    Double second = other.points().get(moment);
                    if (second != null) {
                        put(points, moment, operator.applyAsDouble(value, second));
                    }
                });
        return new Series(points);
    }

    static Series map(Series series, java.util.function.DoubleUnaryOperator function) {
        NavigableMap<Instant, Double> points = new TreeMap<>();
        series.points()
                .forEach((moment, value) -> put(points, moment, function.applyAsDouble(value)));
        return new Series(points);
    }

    /** What is no number, as after a division by zero, is not there. */
    static void put(NavigableMap<Instant, Double> points, Instant moment, double value) {
        if (Double.isFinite(value)) {
            points.put(moment, value);
        }
    }

    private static DoubleBinaryOperator operator(String name) {
        return switch (name) {
            case "+" -> Double::sum;
            case "-" -> (one, other) -> one - other;
            case "*" -> (one, other) -> one * other;
            case "/" -> (one, other) -> one / other;
            case "^" -> Math::pow;
            case "<" -> (one, other) -> truth(one < other);
            case "<=" -> (one, other) -> truth(one <= other);
            case ">" -> (one, other) -> truth(one > other);
            case ">=" -> (one, other) -> truth(one >= other);
            case "==" -> (one, other) -> truth(one == other);
            case "!=" -> (one, other) -> truth(one != other);
            case "&&", "AND" -> (one, other) -> truth(one != 0 && other != 0);
            default -> (one, other) -> truth(one != 0 || other != 0);
        };
    }

    private static double truth(boolean value) {
        return value ? 1 : 0;
    }
}
