package dev.sila.model;

import dev.sila.model.Pipeline.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sizes that begin to hold at a time, of all columns that name it.
 *
 * @param cron five fields
 * @param minSize null if the column does not name the time; so the others
 */
public record TimedSizes(
        String cron,
        @Nullable Integer minSize,
        @Nullable Integer maxSize,
        @Nullable Integer desiredSize) {

    /** One for each time that any size of the row names, in the order of the row. */
    public static List<TimedSizes> of(Row row) {
        return of(row.minSize(), row.desiredSize(), row.maxSize());
    }

    /** One for each time that any of these sizes names. */
    public static List<TimedSizes> of(
            @Nullable Sizes min, @Nullable Sizes desired, @Nullable Sizes max) {
        Set<String> times = new LinkedHashSet<>();
        Stream.of(Optional.ofNullable(min), Optional.ofNullable(desired), Optional.ofNullable(max))
                .flatMap(Optional::stream)
                .flatMap(each -> each.scheduled().stream())
                .map(Sizes.At::cron)
                .filter(each -> !each.isEmpty())
                .forEach(times::add);
        List<TimedSizes> all = new ArrayList<>();
        for (String cron : times) {
            all.add(
                    new TimedSizes(
                            cron,
                            at(min, cron),
                            at(max, cron),
                            at(desired, cron)));
        }
        return List.copyOf(all);
    }

    private static @Nullable Integer at(@Nullable Sizes sizes, String cron) {
        return sizes == null
                ? null
                : sizes.scheduled().stream()
                        .filter(each -> each.cron().equals(cron))
                        .map(Sizes.At::size)
                        .findFirst()
                        .orElse(null);
    }
}
