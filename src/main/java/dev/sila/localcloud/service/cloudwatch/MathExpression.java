package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric math expression, such as {@code 100 * errors / SUM([a, b])}. Source: CloudWatch user
 * guide, "Using math expressions with CloudWatch metrics".
 */
final class MathExpression {
    /** A part of an expression. */
    sealed interface Node {}

    record Literal(double value) implements Node {}

    record Text(String value) implements Node {}

    record Id(String name) implements Node {}

    record Array(List<Node> items) implements Node {}

    record Call(String function, List<Node> arguments) implements Node {}

    /** An operator between two values; for a unary minus the first is 0. */
    record Binary(String operator, Node left, Node right) implements Node {}

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:(\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?)|([A-Za-z_]\\w*)"
                            + "|(\"[^\"]*\"|'[^']*')|(&&|\\|\\||[<>=!]=|[-+*/^()<>,\\[\\]]))");

    /** From those that bind least to those that bind most. */
    private static final List<Set<String>> LEVELS =
            List.of(
                    Set.of("||", "OR"),
                    Set.of("&&", "AND"),
                    Set.of("==", "!=", "<", ">", "<=", ">="),
                    Set.of("+", "-"),
                    Set.of("*", "/"));

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private MathExpression(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.stripTrailing().length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw malformed(text, "at position " + end);
            }
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
    }

    /**
     * Reads an expression.
     *
     * @throws AwsFailure {@code ValidationError} if it is malformed
     */
    static Node parse(String text) {
        MathExpression reader = new MathExpression(text);
        Node node = reader.binary(0);
        if (reader.at < reader.tokens.size()) {
            throw malformed(text, "at " + reader.tokens.get(reader.at));
        }
        return node;
    }

    /** The IDs that an expression names. */
    static Set<String> ids(Node node) {
        Set<String> ids = new HashSet<>();
        collect(node, ids);
        return ids;
    }

    private static void collect(Node node, Set<String> ids) {
        switch (node) {
            case Id id -> ids.add(id.name());
            case Array array -> array.items().forEach(each -> collect(each, ids));
            case Call call -> call.arguments().forEach(each -> collect(each, ids));
            case Binary binary -> {
                collect(binary.left(), ids);
                collect(binary.right(), ids);
            }
            case Literal number -> {}
            case Text text -> {}
        }
    }

    private Node binary(int level) {
        if (level == LEVELS.size()) {
            return power();
        }
        Node left = binary(level + 1);
        while (at < tokens.size() && LEVELS.get(level).contains(upper(tokens.get(at)))) {
            String operator = upper(tokens.get(at++));
            left = new Binary(operator, left, binary(level + 1));
        }
        return left;
    }

    private Node power() {
        Node base = unary();
        if (at < tokens.size() && tokens.get(at).equals("^")) {
            at++;
            return new Binary("^", base, power());
        }
        return base;
    }

    private Node unary() {
        if (at < tokens.size() && tokens.get(at).equals("-")) {
            at++;
            return new Binary("-", new Literal(0), power());
        }
        return primary();
    }

    private Node primary() {
        String token = next();
        char first = token.charAt(0);
        if (first == '(') {
            Node inside = binary(0);
            expect(")");
            return inside;
        }
        if (first == '[') {
            return new Array(list("]"));
        }
        if (Character.isDigit(first)) {
            return new Literal(Double.parseDouble(token));
        }
        if (first == '"' || first == '\'') {
            return new Text(token.substring(1, token.length() - 1));
        }
        if (!Character.isLetter(first) && first != '_') {
            throw malformed(String.join(" ", tokens), "at " + token);
        }
        if (at < tokens.size() && tokens.get(at).equals("(")) {
            at++;
            return new Call(upper(token), list(")"));
        }
        return new Id(token);
    }

    private List<Node> list(String end) {
        List<Node> items = new ArrayList<>();
        if (at < tokens.size() && tokens.get(at).equals(end)) {
            at++;
            return items;
        }
        items.add(binary(0));
        while (at < tokens.size() && tokens.get(at).equals(",")) {
            at++;
            items.add(binary(0));
        }
        expect(end);
        return items;
    }

    private String next() {
        if (at == tokens.size()) {
            throw malformed(String.join(" ", tokens), "at its end");
        }
        return tokens.get(at++);
    }

    private void expect(String token) {
        if (!next().equals(token)) {
            throw malformed(String.join(" ", tokens), "where " + token + " is missing");
        }
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static AwsFailure malformed(String expression, String where) {
        return Checks.validation(
                "Error in expression '" + expression + "': it is malformed " + where);
    }
}
