package dev.sila.localcloud.service.policy;

import java.util.regex.Pattern;

/** A text in which {@code *} stands for any characters and {@code ?} for one. */
final class Wildcard {
    private final Pattern pattern;

    private Wildcard(Pattern pattern) {
        this.pattern = pattern;
    }

    static Wildcard of(String text, boolean anyCase) {
        return new Wildcard(
                Pattern.compile(
                        expression(text),
                        Pattern.DOTALL
                                | (anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)));
    }

    /** One from a regular expression that is already quoted where it must be. */
    static Wildcard ofExpression(String expression) {
        return new Wildcard(Pattern.compile(expression, Pattern.DOTALL));
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    /** The regular expression that means the same. */
    static String expression(String text) {
        StringBuilder expression = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '*' || letter == '?') {
                quote(literal, expression);
                expression.append(letter == '*' ? ".*" : ".");
            } else {
                literal.append(letter);
            }
        }
        quote(literal, expression);
        return expression.toString();
    }

    private static void quote(StringBuilder literal, StringBuilder expression) {
        if (!literal.isEmpty()) {
            expression.append(Pattern.quote(literal.toString()));
            literal.setLength(0);
        }
    }
}
