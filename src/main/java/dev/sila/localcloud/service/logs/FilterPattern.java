package dev.sila.localcloud.service.logs;

import java.util.Map;
import java.util.Optional;

/**
 * A filter pattern (user guide, "Filter pattern syntax"): terms, fields between spaces, or JSON.
 * Patterns are case-sensitive.
 */
sealed interface FilterPattern permits TermPattern, FieldPattern, JsonPattern {
    /** A pattern that cannot be read. */
    final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why);
        }
    }

    /**
     * Reads a pattern; an empty one matches everything.
     *
     * @param refusal how the operation calls a pattern that it cannot read
     * @throws dev.sila.localcloud.AwsFailure {@code InvalidParameterException} for such a one
     */
    static FilterPattern parse(String given, String refusal) {
        String text = given.strip();
        try {
            if (text.startsWith("{")) {
                return JsonPattern.parse(inside(text, "{", "}"));
            }
            return text.startsWith("[")
                    ? FieldPattern.parse(inside(text, "[", "]"))
                    : TermPattern.parse(text);
        } catch (Malformed wrong) {
            throw Refusals.invalid(refusal + ": " + wrong.getMessage());
        }
    }

    private static String inside(String text, String open, String close) {
        if (!text.endsWith(close) || text.length() < 2) {
            throw new Malformed(
                    "If a filter pattern starts with '%s' it must end with '%s'"
                            .formatted(open, close));
        }
        return text.substring(1, text.length() - 1);
    }

    /**
     * What the pattern takes out of a message: the values of its fields by their names with a
     * dollar sign, or of its selectors; absent if the message does not match.
     */
    Optional<Map<String, String>> match(String message);

    /**
     * The value of a field of a message that matched.
     *
     * @param source such as {@code $bytes} or {@code $.latency}
     * @param fields what the match took out
     */
    Optional<String> value(String source, String message, Map<String, String> fields);

    /** Whether values can be taken from such a source. */
    boolean has(String source);
}
