package dev.sila.model.schedule;

import dev.sila.model.Sizes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of a group.
 *
 * @param desired how many hosts it shall have
 */
public record Capacity(int minimum, int desired, int maximum) {
    public Capacity {
        if (minimum < 0 || minimum > desired || desired > maximum) {
            throw new IllegalArgumentException(
                    "A group cannot be "
                            + minimum
                            + " to "
                            + maximum
                            + " and have "
                            + desired
                            + " hosts. Sizes must not fall from min over desired to max.");
        }
    }

    /**
     * What a new group of these sizes has: blank min_size is 0, blank max_size the largest size
     * that is given, blank desired_size the same as max_size. Of several sizes with times the
     * smallest min_size counts, and the largest of the others (Asiaq's rules, as the plan has
     * them).
     */
    public static Capacity ofNew(
            @Nullable Sizes minimum, @Nullable Sizes desired, @Nullable Sizes maximum) {
        int most = 0;
        if (maximum != null) {
            most = maximum.most();
        } else {
            most =
                    Stream.of(minimum, desired)
                            .flatMap(Stream::ofNullable)
                            .mapToInt(Sizes::most)
                            .max()
                            .orElse(0);
        }
        return new Capacity(
                minimum == null ? 0 : minimum.least(),
                desired == null ? most : desired.most(),
                most);
    }

    /** With another desired size, as near as the group's bounds let it come. */
    public Capacity desiring(int wanted) {
        return new Capacity(minimum, Math.clamp(wanted, minimum, maximum), maximum);
    }

    @Override
    public String toString() {
        return minimum + "/" + desired + "/" + maximum;
    }
}
