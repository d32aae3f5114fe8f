package dev.sila.model;

import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size of a group: one number, or numbers with the times at which they begin to hold ({@code 1@30
 * 10 * * *:5@45 1 * * *}).
 *
 * @param scheduled the sizes with their times; one without time has an empty one
 */
public record Sizes(List<At> scheduled) {
    private static final Pattern ENTRY = Pattern.compile("(\\d{1,5})(?:@(.+))?");
    private static final Pattern CRON = Pattern.compile("\\S+(\\s+\\S+){4}");

    public Sizes {
        scheduled = List.copyOf(scheduled);
    }

    /**
     * One size.
     *
     * @param cron when it begins to hold, as five fields; empty: always
     */
    public record At(int size, String cron) {}

    /** Just that number. */
    public static Sizes of(int size) {
        return new Sizes(List.of(new At(size, "")));
    }

    /** Reads a size; empty when the text is blank or wrong, and the latter is reported. */
    public static Optional<Sizes> read(
            String column, String text, String where, Problems problems) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        List<At> found = new ArrayList<>();
        String[] entries = text.strip().split(":", -1);
        for (String entry : entries) {
            Matcher matcher = ENTRY.matcher(entry.strip());
            String cron = matcher.matches() && matcher.group(2) != null ? matcher.group(2) : "";
            boolean right =
                    matcher.matches()
                            && (cron.isEmpty()
                                    ? entries.length == 1
                                    : CRON.matcher(cron.strip()).matches());
            if (!right) {
                problems.error(
                        where,
                        column + ": \"" + text + "\" is no size.",
                        "Write a number, or numbers with five cron fields:"
                                + " 1@30 10 * * *:5@45 1 * * *");
                return Optional.empty();
            }
            found.add(
                    new At(
                            Integer.parseInt(matcher.group(1)),
                            cron.strip().replaceAll("\\s+", " ")));
        }
        return Optional.of(new Sizes(found));
    }

    /** Whether any size has a time. */
    public boolean hasSchedule() {
        return scheduled.stream().anyMatch(each -> !each.cron().isEmpty());
    }

    /** The smallest of them. */
    public int least() {
        return scheduled.stream().mapToInt(At::size).min().orElseThrow();
    }

    /** The largest of them. */
    public int most() {
        return scheduled.stream().mapToInt(At::size).max().orElseThrow();
    }
}
