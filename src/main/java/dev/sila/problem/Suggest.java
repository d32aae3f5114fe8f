package dev.sila.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggest {
    private Suggest() {}

    /**
     * The known name nearest to the given one, if it is near enough to be a slip of the pen: at
     * most a third of its letters differ. Of equally near names the first in the alphabet.
     */
    public static Optional<String> nearest(String given, Collection<String> known) {
        String lower = given.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, given.length() / 3);
        return known.stream()
                .filter(each -> distance(lower, each.toLowerCase(Locale.ROOT)) <= allowed)
                .min(
                        Comparator.<String>comparingInt(
                                        each -> distance(lower, each.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** A remedy: "Did you mean NAME?" when one is near, otherwise the given sentence. */
    public static String remedy(String given, Collection<String> known, String otherwise) {
        return nearest(given, known).map(each -> "Did you mean " + each + "?").orElse(otherwise);
    }

    /**
     * How many letters must be put in, taken out, exchanged, or swapped with their neighbour, to
     * turn one word into the other (the optimal string alignment distance).
     */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int step(int[][] cost, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
        best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
