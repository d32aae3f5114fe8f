package dev.sila.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a group that runs on spot stays on demand ({@code spotinst_reserve}).
 *
 * @param onDemandBase so many hosts are on demand before the percentage counts
 * @param onDemandPercentage how much of the rest is on demand
 */
public record SpotShare(int onDemandBase, int onDemandPercentage) {
    /** Everything on spot. */
    public static final SpotShare ALL_SPOT = new SpotShare(0, 0);

    private static final Pattern RESERVE = Pattern.compile("(\\d{1,4})(%?)");
    private static final int ALL = 100;

    /**
     * Reads {@code 53%} or a number of hosts; blank is everything on spot. Empty if it is wrong.
     */
    public static Optional<SpotShare> read(String text) {
        if (text.isBlank()) {
            return Optional.of(ALL_SPOT);
        }
        Matcher matcher = RESERVE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        boolean percent = !matcher.group(2).isEmpty();
        if (percent && number > ALL) {
            return Optional.empty();
        }
        return Optional.of(percent ? new SpotShare(0, number) : new SpotShare(number, 0));
    }
}
