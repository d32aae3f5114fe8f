package dev.sila.localcloud.service.logs;

import dev.sila.localcloud.service.logs.FilterPattern.Malformed;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The regular expressions of filter patterns, which stand between percent signs. */
final class LogRegex {
    private static final Pattern ALLOWED =
            Pattern.compile("(?:[A-Za-z0-9:_#=@/;, \\-^$?\\[\\]{}|*+.]|\\\\.)*");

    private LogRegex() {}

    /**
     * Compiles what stands between the percent signs.
     *
     * @throws Malformed for characters and operators that CloudWatch Logs does not support, such as
     *     parentheses
     */
    static Pattern of(String text) {
        if (text.isEmpty() || !ALLOWED.matcher(text).matches()) {
            throw new Malformed("Invalid character(s) in regular expression '" + text + "'");
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw new Malformed("Invalid regular expression '" + text + "'");
        }
    }
}
