package dev.sila.localcloud.service.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntPredicate;

/** What a condition operator compares: a value of the request with one of the policy. */
public enum Comparison {
    STRING_EQUALS("StringEquals"),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase"),
    STRING_LIKE("StringLike"),
    NUMERIC_EQUALS("NumericEquals"),
    NUMERIC_LESS_THAN("NumericLessThan"),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
    NUMERIC_GREATER_THAN("NumericGreaterThan"),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals"),
    DATE_EQUALS("DateEquals"),
    DATE_LESS_THAN("DateLessThan"),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals"),
    DATE_GREATER_THAN("DateGreaterThan"),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals"),
    BOOL("Bool"),
    BINARY_EQUALS("BinaryEquals"),
    IP_ADDRESS("IpAddress"),
    ARN_EQUALS("ArnEquals"),
    ARN_LIKE("ArnLike"),
    NULL("Null");

    private final String named;

    Comparison(String named) {
        this.named = named;
    }

    String named() {
        return named;
    }

    /** Whether the request's value matches the policy's; never for what cannot be compared. */
    boolean matches(String actual, String wanted, Variables variables) {
        return switch (this) {
            case STRING_LIKE ->
                    variables.wildcard(wanted).filter(each -> each.matches(actual)).isPresent();
            case ARN_EQUALS, ARN_LIKE -> Arns.match(actual, wanted, variables);
            default -> variables.text(wanted).filter(each -> compare(actual, each)).isPresent();
        };
    }

    private boolean compare(String actual, String wanted) {
        return switch (this) {
            case STRING_EQUALS_IGNORE_CASE, BOOL -> actual.equalsIgnoreCase(wanted);
            case STRING_EQUALS, BINARY_EQUALS -> actual.equals(wanted);
            case IP_ADDRESS -> IpRange.contains(wanted, actual);
            case NUMERIC_EQUALS -> number(actual, wanted, order -> order == 0);
            case NUMERIC_LESS_THAN -> number(actual, wanted, order -> order < 0);
            case NUMERIC_LESS_THAN_EQUALS -> number(actual, wanted, order -> order <= 0);
            case NUMERIC_GREATER_THAN -> number(actual, wanted, order -> order > 0);
            case NUMERIC_GREATER_THAN_EQUALS -> number(actual, wanted, order -> order >= 0);
            case DATE_EQUALS -> date(actual, wanted, order -> order == 0);
            case DATE_LESS_THAN -> date(actual, wanted, order -> order < 0);
            case DATE_LESS_THAN_EQUALS -> date(actual, wanted, order -> order <= 0);
            case DATE_GREATER_THAN -> date(actual, wanted, order -> order > 0);
            case DATE_GREATER_THAN_EQUALS -> date(actual, wanted, order -> order >= 0);
            case STRING_LIKE, ARN_EQUALS, ARN_LIKE, NULL ->
                    throw new IllegalStateException(this + " is not compared as text");
        };
    }

    private static boolean number(String actual, String wanted, IntPredicate holds) {
        try {
            return holds.test(new BigDecimal(actual).compareTo(new BigDecimal(wanted)));
        } catch (NumberFormatException notNumbers) {
            return false;
        }
    }

    private static boolean date(String actual, String wanted, IntPredicate holds) {
        Optional<Instant> first = Dates.parse(actual);
        Optional<Instant> second = Dates.parse(wanted);
        return first.isPresent()
                && second.isPresent()
                && holds.test(first.get().compareTo(second.get()));
    }
}
