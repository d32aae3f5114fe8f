package dev.sila.localcloud.service.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.cloudwatch.MathValue.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions of numbers, and rules of composite alarms. */
final class MathTest {
    private static double value(String expression) {
        MathContext context =
                new MathContext(id -> new Scalar(7), Map.of(), List.of(), Duration.ofMinutes(1));
        return ((Scalar) new MathEvaluation(context).of(MathExpression.parse(expression))).number();
    }

    @ParameterizedTest
    @CsvSource({
        "1 + 2 * 3, 7",
        "(1 + 2) * 3, 9",
        "2 ^ 3 ^ 2, 512",
        "-2 ^ 2, -4",
        "10 - 4 - 3, 3",
        "8 / 4 / 2, 1",
        "m * 2, 14",
        "1 < 2 AND 3 >= 4, 0",
        "1 < 2 || 3 >= 4, 1",
        "'IF(m == 7, 1.5e1, 2)', 15",
        "ABS(-3) + CEIL(1.2) + FLOOR(1.8), 6",
        "PERIOD(m), 60",
    })
    void numbers(String expression, double result) {
        assertThat(value(expression)).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 +", "(1", "1 2", "m(", "1 ? 2", "[1, 2", "SUM(1))", "\"x\""})
    void whatIsNoExpressionIsRefused(String expression) {
        assertThatThrownBy(() -> value(expression)).isInstanceOf(AwsFailure.class);
    }

    @Property
    void arithmeticIsThatOfNumbers(
            @ForAll @IntRange(min = -99, max = 99) int a,
            @ForAll @IntRange(min = -99, max = 99) int b,
            @ForAll @IntRange(min = 1, max = 99) int c) {
        String expression = "(%d) - (%d) * %d + (%d) / %d".formatted(a, b, c, a, c);
        assertThat(value(expression)).isEqualTo(a - (double) b * c + (double) a / c);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ALARM(a) | true",
                "OK(\"b c\") AND NOT ALARM(b c) | true",
                "ALARM(x) OR ALARM(a) AND FALSE | false",
                "(ALARM(x) OR ALARM(a)) AND TRUE | true",
                "NOT NOT ALARM(arn:aws:cloudwatch:us-east-1:000000000000:alarm:a) | true",
                "INSUFFICIENT_DATA(x) | true",
            })
    void rules(String rule, boolean holds) {
        Map<String, String> states = Map.of("a", "ALARM", "b c", "OK", "x", "INSUFFICIENT_DATA");
        CompositeRule read = CompositeRule.parse(rule);
        assertThat(read.holds(name -> states.getOrDefault(name, ""))).isEqualTo(holds);
        assertThat(Set.of("a", "b c", "x")).containsAll(read.children());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "ALARM()", "ALARM(a) ALARM(b)", "NOT", "(TRUE", "TRUE)", "HIGH(a)"})
    void whatIsNoRuleIsRefused(String rule) {
        assertThatThrownBy(() -> CompositeRule.parse(rule)).isInstanceOf(AwsFailure.class);
    }
}
