package dev.sila.config;

import dev.sila.model.Pipeline;
import dev.sila.model.Sizes;
import dev.sila.model.schedule.Cron;
import dev.sila.model.schedule.Occurrence;
import dev.sila.model.schedule.Schedule;
import dev.sila.model.schedule.ScheduledSize;
import dev.sila.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks that sizes do not fall from min over desired to max, neither always nor at any time. A
 * minimum that rises above a desired size without time, and a maximum that sinks below one, are
 * right: AWS moves the group.
 */
final class SizeOrder {
    /** A year begins: any would do. */
    private static final Instant YEAR = Instant.parse("2028-01-01T00:00:00Z");

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
        for (ScheduledSize each : Schedule.of(min, desired, max, ZoneOffset.UTC).actions()) {
            String time = " at " + each.cron();
            Integer then = each.desired();
            Integer lower = each.minimum() == null ? least : each.minimum();
            Integer upper = each.maximum() == null ? most : each.maximum();
            order.fall("min_size", lower, "desired_size", then, time);
            order.fall("desired_size", then, "max_size", upper, time);
            if (each.minimum() != null || each.maximum() != null) {
                order.fall("min_size", lower, "max_size", upper, time);
            }
        }
    }

    /**
     * Warns of times that come at the same moment within a year: AWS takes no two actions of a
     * group whose next times are the same. Source: EC2 Auto Scaling user guide, "Scheduled
     * scaling", "Considerations".
     */
    static void meetings(Pipeline.Row row, String where, Problems problems) {
        List<Cron> times =
                Schedule.of(row.minSize(), row.desiredSize(), row.maxSize(), ZoneOffset.UTC)
                        .actions()
                        .stream()
                        .map(ScheduledSize::cron)
                        .toList();
        for (int i = 0; i < times.size(); i++) {
            Set<Instant> moments = moments(times.get(i));
            for (Cron other : times.subList(i + 1, times.size())) {
                if (!Collections.disjoint(moments, moments(other))) {
                    problems.warning(
                            where,
                            "the times "
                                    + times.get(i)
                                    + " and "
                                    + other
                                    + " come at the same moment now and then; AWS takes no two sizes"
                                    + " for one.",
                            "Move one of them by a minute.");
                }
            }
        }
    }

    private static Set<Instant> moments(Cron cron) {
        return cron.between(YEAR, YEAR.plus(Duration.ofDays(366)), ZoneOffset.UTC).stream()
                .map(Occurrence::at)
                .collect(Collectors.toSet());
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
