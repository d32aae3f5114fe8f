package dev.sila.localcloud.service.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Terms and phrases that a message contains: all of the plain ones and none with a minus sign
 * before them. Those with a question mark count only where there are no others, and then one is
 * enough. Or one regular expression alone.
 */
record TermPattern(
        List<String> required,
        List<String> excluded,
        List<String> optional,
        Optional<Pattern> expression)
        implements FilterPattern {
    private static final Pattern TERM =
            Pattern.compile("([-?]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\"]+))(?:\\s+|$)");
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    static TermPattern parse(String text) {
        if (text.length() > 1 && text.startsWith("%") && text.endsWith("%")) {
            Pattern regex = LogRegex.of(text.substring(1, text.length() - 1));
            return new TermPattern(List.of(), List.of(), List.of(), Optional.of(regex));
        }
        List<String> required = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        List<String> optional = new ArrayList<>();
        Matcher term = TERM.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!term.region(at, text.length()).lookingAt()) {
                throw new Malformed("Invalid character(s) in term '" + text.substring(at) + "'");
            }
            List<String> kind =
                    switch (term.group(1)) {
                        case "-" -> excluded;
                        case "?" -> optional;
                        default -> required;
                    };
            kind.add(term(term));
            at = term.end();
        }
        return new TermPattern(required, excluded, optional, Optional.empty());
    }

    private static String term(Matcher term) {
        String word = term.group(3);
        if (word == null) {
            return term.group(2).replaceAll("\\\\(.)", "$1");
        }
        if (!WORD.matcher(word).matches()) {
            throw new Malformed("Invalid character(s) in term '" + word + "'");
        }
        return word;
    }

    @Override
    public Optional<Map<String, String>> match(String message) {
        boolean optionalOnly = required.isEmpty() && excluded.isEmpty() && !optional.isEmpty();
        boolean matches =
                expression.isEmpty()
                        ? required.stream().allMatch(message::contains)
                                && excluded.stream().noneMatch(message::contains)
                                && (!optionalOnly || optional.stream().anyMatch(message::contains))
                        : expression.get().matcher(message).find();
        return matches ? Optional.of(Map.of()) : Optional.empty();
    }

    @Override
    public Optional<String> value(String source, String message, Map<String, String> fields) {
        return Optional.empty();
    }

    @Override
    public boolean has(String source) {
        return false;
    }
}
