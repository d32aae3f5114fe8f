package dev.sila.localcloud.traffic;

import java.util.Arrays;

/**
 * HTTP statuses that pass a health check.
 *
 * @param text values and ranges, such as {@code 200,202} or {@code 200-299}
 */
public record StatusMatcher(String text) {
    private static final String STATUS = "[1-5][0-9]{2}";
    private static final String RANGE = STATUS + "(-" + STATUS + ")?";

    /** Whether AWS takes the text: statuses from 200 up, values or ranges. */
    public static boolean valid(String text, int most) {
        return text.matches(RANGE + "(," + RANGE + ")*")
                && Arrays.stream(text.split("[,-]"))
                        .mapToInt(Integer::parseInt)
                        .allMatch(status -> status >= 200 && status <= most);
    }

    boolean matches(int status) {
        return Arrays.stream(text.split(","))
                .map(part -> part.split("-"))
                .anyMatch(ends ->
                        status >= Integer.parseInt(ends[0])
                                && status <= Integer.parseInt(ends[ends.length - 1]));
    }
}
