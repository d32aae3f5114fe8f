package dev.sila.localcloud.service.logs;

import dev.sila.localcloud.service.logs.Condition.Value;
import dev.sila.localcloud.service.logs.FilterPattern.Malformed;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An operator and what it compares with.
 *
 * @param text for strings: asterisks stand for any characters
 * @param number the text as a number, if it is one and stands without quotation marks
 * @param expression the pattern that equal strings match
 */
record Comparison(
        Operator operator, String text, Optional<Double> number, Optional<Pattern> expression) {
    /** What conditions can ask. */
    enum Operator {
        EQUAL,
        DIFFERENT,
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST,
        IS_NULL,
        IS_TRUE,
        IS_FALSE,
        EXISTS,
        NOT_EXISTS
    }

    static final Map<String, Operator> SIGNS =
            Map.of(
                    "=", Operator.EQUAL,
                    "!=", Operator.DIFFERENT,
                    "<", Operator.LESS,
                    "<=", Operator.AT_MOST,
                    ">", Operator.MORE,
                    ">=", Operator.AT_LEAST);

    /** One that compares with nothing, such as {@code IS NULL}. */
    static Comparison of(Operator operator) {
        return new Comparison(operator, "", Optional.empty(), Optional.empty());
    }

    /**
     * One that compares with a literal as it stands in the pattern.
     *
     * @throws Malformed if the operator cannot compare with it
     */
    static Comparison of(Operator operator, String literal) {
        boolean equality = operator == Operator.EQUAL || operator == Operator.DIFFERENT;
        boolean quoted = literal.length() > 1 && literal.startsWith("\"");
        boolean regex = literal.length() > 1 && literal.startsWith("%") && literal.endsWith("%");
        String text =
                quoted
                        ? literal.substring(1, literal.length() - 1).replaceAll("\\\\(.)", "$1")
                        : literal;
        Optional<Double> number = quoted || regex ? Optional.empty() : Emission.number(text);
        if (!equality && number.isEmpty()) {
            throw new Malformed("'" + literal + "' is no number to compare with");
        }
        Optional<Pattern> expression =
                regex
                        ? Optional.of(LogRegex.of(text.substring(1, text.length() - 1)))
                        : wildcards(text);
        return new Comparison(operator, text, number, equality ? expression : Optional.empty());
    }

    private static Optional<Pattern> wildcards(String text) {
        String pattern =
                Arrays.stream(text.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Optional.of(Pattern.compile("^" + pattern + "$", Pattern.DOTALL));
    }

    /** Whether it has a regular expression of the user's. */
    boolean isExpression() {
        return text.length() > 1 && text.startsWith("%") && text.endsWith("%");
    }

    boolean holds(Value value) {
        return switch (operator) {
            case EXISTS -> true;
            case NOT_EXISTS -> false;
            case IS_NULL -> value.kind() == Value.Kind.NULL;
            case IS_TRUE -> value.kind() == Value.Kind.TRUE;
            case IS_FALSE -> value.kind() == Value.Kind.FALSE;
            case EQUAL -> equal(value);
            case DIFFERENT -> value.kind() != Value.Kind.OTHER && !equal(value);
            case LESS, AT_MOST, MORE, AT_LEAST ->
                    Emission.number(value.text())
                            .filter(each -> value.kind() != Value.Kind.OTHER)
                            .map(each -> ordered(Double.compare(each, number.orElseThrow())))
                            .orElse(false);
        };
    }

    private boolean ordered(int compared) {
        return switch (operator) {
            case LESS -> compared < 0;
            case AT_MOST -> compared <= 0;
            case MORE -> compared > 0;
            default -> compared >= 0;
        };
    }

    private boolean equal(Value value) {
        if (value.kind() == Value.Kind.OTHER) {
            return text.equals("*");
        }
        if (number.isPresent()
                && Emission.number(value.text()).filter(number.get()::equals).isPresent()) {
            return true;
        }
        return expression.filter(each -> each.matcher(value.text()).find()).isPresent();
    }
}
