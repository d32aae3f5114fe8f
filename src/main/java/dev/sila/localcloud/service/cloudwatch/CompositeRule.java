package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule of a composite alarm, such as {@code ALARM(a) AND NOT (OK("b") OR FALSE)}. Source:
 * CloudWatch API reference, {@code PutCompositeAlarm}.
 */
final class CompositeRule {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\\s*\\(\\s*(?:\"([^\"]+)\"|([^()\"]+?))\\s*\\)"
                            + "|(AND|OR|NOT|TRUE|FALSE)\\b|([()]))");
    private static final int MOST_CHILDREN = 100;
    private static final int MOST_ELEMENTS = 500;
    private static final int LONGEST = 10_240;

    private final List<String> tokens = new ArrayList<>();
    private final Set<String> children = new LinkedHashSet<>();
    private final String text;
    private int at;
    private Predicate<Function<String, String>> root = states -> false;

    private CompositeRule(String text) {
        this.text = text;
    }

    /**
     * Reads a rule.
     *
     * @throws AwsFailure {@code ValidationError} if it is malformed or too big
     */
    static CompositeRule parse(String text) {
        CompositeRule rule = new CompositeRule(text);
        if (text.isBlank() || text.length() > LONGEST) {
            throw rule.malformed();
        }
        rule.tokenize();
        rule.root = rule.or();
        if (rule.at < rule.tokens.size()) {
            throw rule.malformed();
        }
        if (rule.children.size() > MOST_CHILDREN || rule.tokens.size() > MOST_ELEMENTS) {
            throw Checks.validation(
                    "AlarmRule can have at most %d children and %d elements"
                            .formatted(MOST_CHILDREN, MOST_ELEMENTS));
        }
        return rule;
    }

    /** The names of the alarms that it looks at. */
    Set<String> children() {
        return Set.copyOf(children);
    }

    /**
     * Whether it holds.
     *
     * @param states the state of each alarm by its name
     */
    boolean holds(Function<String, String> states) {
        return root.test(states);
    }

    private void tokenize() {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.stripTrailing().length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw malformed();
            }
            if (matcher.group(1) != null) {
                String given = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
                String name = given.replaceFirst("^arn:aws:cloudwatch:[^:]*:[^:]*:alarm:", "");
                children.add(name);
                tokens.add(matcher.group(1) + " " + name);
            } else {
                tokens.add(matcher.group().strip());
            }
            end = matcher.end();
        }
    }

    private Predicate<Function<String, String>> or() {
        Predicate<Function<String, String>> left = and();
        while (take("OR")) {
            left = left.or(and());
        }
        return left;
    }

    private Predicate<Function<String, String>> and() {
        Predicate<Function<String, String>> left = not();
        while (take("AND")) {
            left = left.and(not());
        }
        return left;
    }

    private Predicate<Function<String, String>> not() {
        return take("NOT") ? not().negate() : primary();
    }

    private Predicate<Function<String, String>> primary() {
        if (at == tokens.size()) {
            throw malformed();
        }
        String token = tokens.get(at++);
        if (token.equals("(")) {
            Predicate<Function<String, String>> inside = or();
            if (!take(")")) {
                throw malformed();
            }
            return inside;
        }
        if (token.equals("TRUE") || token.equals("FALSE")) {
            return states -> token.equals("TRUE");
        }
        int space = token.indexOf(' ');
        if (space < 0) {
            throw malformed();
        }
        String state = token.substring(0, space);
        String name = token.substring(space + 1);
        return states -> state.equals(states.apply(name));
    }

    private boolean take(String token) {
        boolean there = at < tokens.size() && tokens.get(at).equals(token);
        at += there ? 1 : 0;
        return there;
    }

    private AwsFailure malformed() {
        return Checks.validation("AlarmRule is malformed: " + text);
    }
}
