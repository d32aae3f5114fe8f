package dev.sila.config;

import dev.sila.model.Sizes;
import dev.sila.model.TimedSizes;
import dev.sila.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Checks that sizes do not fall from min over desired to max, neither always nor at any time. A
 * minimum that rises above a desired size without time, and a maximum that sinks below one, are
 * right: AWS moves the group.
 */
final class SizeOrder {
    private final String where;
    private final Problems problems;

    private SizeOrder(String where, Problems problems) {
        this.where = where;
        this.problems = problems;
    }

    static void check(
            @Nullable Sizes min,
            @Nullable Sizes desired,
            @Nullable Sizes max,
            String where,
            Problems problems) {
        SizeOrder order = new SizeOrder(where, problems);
        Integer least = always(min);
        Integer wanted = always(desired);
        Integer most = always(max);
        order.fall("min_size", least, "desired_size", wanted, "");
        order.fall("desired_size", wanted, "max_size", most, "");
        order.fall("min_size", least, "max_size", most, "");
        for (TimedSizes each : TimedSizes.of(min, desired, max)) {
            String time = " at " + each.cron();
            Integer then = each.desiredSize();
            Integer lower = each.minSize() == null ? least : each.minSize();
            Integer upper = each.maxSize() == null ? most : each.maxSize();
            order.fall("min_size", lower, "desired_size", then, time);
            order.fall("desired_size", then, "max_size", upper, time);
            if (each.minSize() != null || each.maxSize() != null) {
                order.fall("min_size", lower, "max_size", upper, time);
            }
        }
    }

    /** The size, if it has no times. */
    private static @Nullable Integer always(@Nullable Sizes sizes) {
        return sizes == null || sizes.hasSchedule() ? null : Integer.valueOf(sizes.most());
    }

    private void fall(
            String small,
            @Nullable Integer size,
            String large,
            @Nullable Integer other,
            String time) {
        if (size != null && other != null && size > other) {
            problems.error(
                    where,
                    small + " " + size + " is above " + large + " " + other + time + ".",
                    "Sizes must not fall from min over desired to max.");
        }
    }
}
