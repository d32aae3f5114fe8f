package dev.sila.config;

import dev.sila.problem.Problem;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which problems are told: errors before warnings, then by file and line. */
final class ProblemOrder {
    private static final Pattern PLACE = Pattern.compile("(.*):(\\d{1,9})");

    static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::severity)
                    .thenComparing(each -> file(each.where()))
                    .thenComparingInt(each -> line(each.where()));

    private ProblemOrder() {}

    private static String file(String where) {
        Matcher matcher = PLACE.matcher(where);
        return matcher.matches() ? matcher.group(1) : where;
    }

    private static int line(String where) {
        Matcher matcher = PLACE.matcher(where);
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    }
}
