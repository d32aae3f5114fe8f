package dev.sila.simulation;

/**
 * A change of a group's size.
 *
 * @param least the least number of hosts that a percentage moves; 0 for none
 */
public record Adjustment(Type type, int amount, int least) {

    /** AdjustmentType of PutScalingPolicy. */
    public enum Type {
        CHANGE_IN_CAPACITY,
        EXACT_CAPACITY,
        PERCENT_CHANGE_IN_CAPACITY
    }

    /** The size that it leads to from a size, before the group's bounds. */
    int from(int size) {
        return switch (type) {
            case EXACT_CAPACITY -> amount;
            case CHANGE_IN_CAPACITY -> size + amount;
            case PERCENT_CHANGE_IN_CAPACITY -> size + percent(size);
        };
    }

    /**
     * Rounded towards zero, but what is neither 0 nor a whole host moves one (EC2 Auto Scaling user
     * guide, "Scaling adjustment types").
     */
    private int percent(int size) {
        double exact = size * amount / 100.0;
        int change = exact > 0 && exact < 1 ? 1 : exact < 0 && exact > -1 ? -1 : (int) exact;
        return amount == 0 || Math.abs(change) >= least
                ? change
                : (int) Math.signum(amount) * least;
    }

    /** As people write it: {@code +1}, {@code -10%}, {@code =4}. */
    public String words() {
        return switch (type) {
            case EXACT_CAPACITY -> "=" + amount;
            case CHANGE_IN_CAPACITY -> "%+d".formatted(amount);
            case PERCENT_CHANGE_IN_CAPACITY -> "%+d%%".formatted(amount);
        };
    }
}
