package dev.sila.localcloud.service.logs;

import dev.sila.localcloud.service.logs.Comparison.Operator;
import dev.sila.localcloud.service.logs.FilterPattern.Malformed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads conditions: comparisons with {@code &&}, {@code ||} and parentheses. */
final class Conditions {
    private static final int MOST_EXPRESSIONS = 2;
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|%[^%]*%|&&|\\|\\||[()]|!=|<=|>=|[=<>]"
                            + "|(?:\\[[^\\]]*]|(?!&&|\\|\\|)[^\\s()=<>!\"\\[])+)");

    private final Deque<String> tokens = new ArrayDeque<>();
    private final Predicate<String> isName;

    private Conditions(String text, Predicate<String> isName) {
        this.isName = isName;
        String rest = text.stripTrailing();
        Matcher token = TOKEN.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            if (!token.region(at, rest.length()).lookingAt()) {
                throw new Malformed("unexpected '" + rest.substring(at).strip() + "'");
            }
            tokens.add(token.group(1));
            at = token.end();
        }
    }

    /**
     * Reads a whole condition.
     *
     * @param isName what a field's name or a selector looks like
     */
    static Condition parse(String text, Predicate<String> isName) {
        Conditions reader = new Conditions(text, isName);
        Condition condition = reader.alternatives();
        if (!reader.tokens.isEmpty()) {
            throw new Malformed("unexpected '" + reader.tokens.element() + "'");
        }
        if (condition.expressions() > MOST_EXPRESSIONS) {
            throw new Malformed(
                    "there are at most " + MOST_EXPRESSIONS + " regular expressions in a pattern");
        }
        return condition;
    }

    private Condition alternatives() {
        Condition condition = conjunction();
        while ("||".equals(tokens.peek())) {
            tokens.remove();
            condition = new Condition.Both(false, condition, conjunction());
        }
        return condition;
    }

    private Condition conjunction() {
        Condition condition = single();
        while ("&&".equals(tokens.peek())) {
            tokens.remove();
            condition = new Condition.Both(true, condition, single());
        }
        return condition;
    }

    private Condition single() {
        if ("(".equals(tokens.peek())) {
            tokens.remove();
            Condition inner = alternatives();
            expect(")");
            return inner;
        }
        String name = next();
        if (!isName.test(name)) {
            throw new Malformed("'" + name + "' is no field");
        }
        return new Condition.Test(name, comparison());
    }

    private Comparison comparison() {
        String operator = next();
        Operator sign = Comparison.SIGNS.get(operator);
        if (sign != null) {
            String literal = next();
            if (Comparison.SIGNS.containsKey(literal) || literal.matches("&&|\\|\\||[()]")) {
                throw new Malformed("unexpected '" + literal + "'");
            }
            return Comparison.of(sign, literal);
        }
        return Comparison.of(
                switch (operator) {
                    case "EXISTS" -> Operator.EXISTS;
                    case "NOT" -> {
                        expect("EXISTS");
                        yield Operator.NOT_EXISTS;
                    }
                    case "IS" -> is(next());
                    default -> throw new Malformed("'" + operator + "' is no operator");
                });
    }

    private static Operator is(String word) {
        return switch (word) {
            case "NULL" -> Operator.IS_NULL;
            case "TRUE" -> Operator.IS_TRUE;
            case "FALSE" -> Operator.IS_FALSE;
            default -> throw new Malformed("'IS " + word + "' is no operator");
        };
    }

    private String next() {
        if (tokens.isEmpty()) {
            throw new Malformed("it ends too early");
        }
        return tokens.remove();
    }

    private void expect(String token) {
        String found = next();
        if (!found.equals(token)) {
            throw new Malformed("'" + token + "' expected instead of '" + found + "'");
        }
    }
}
