package dev.sila.blueprint;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.ScheduledAction;
import dev.sila.engine.Ref;
import dev.sila.engine.Tags;
import dev.sila.model.Pipeline;
import dev.sila.model.Sizes;
import dev.sila.model.schedule.Schedule;
import dev.sila.model.schedule.ScheduledSize;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of a hostclass's group. A blank size is left as it is. One with times begins on a new
 * group as the smallest minimum, the largest maximum and the largest desired size; on a group that
 * exists only its times change it, so that no plan undoes what they did. On a new group that stands
 * in for a former one a blank size is as there.
 */
final class SizeBlueprint {
    private final Pipeline.Row row;
    private final FleetFacts.@Nullable Present present;
    private final FleetFacts.@Nullable Present former;

    /**
     * @param present the group as it is, or null if there is none yet
     * @param former the group in whose place a new one is made, or null
     */
    SizeBlueprint(
            Pipeline.Row row,
            FleetFacts.@Nullable Present present,
            FleetFacts.@Nullable Present former) {
        this.row = row;
        this.present = present;
        this.former = present == null ? former : null;
    }

    /** A blank one gives way where the other sizes would be below it, which AWS refuses. */
    @Nullable Integer minimum() {
        Sizes own = row.minSize();
        FleetFacts.Present before = present == null ? former : present;
        if (own != null || before == null) {
            return managed(own).map(Sizes::least).findFirst().orElse(null);
        }
        int least =
                Stream.concat(Stream.ofNullable(row.maxSize()), asked())
                        .mapToInt(Sizes::least)
                        .min()
                        .orElse(Integer.MAX_VALUE);
        boolean given = present == null || least < present.minSize();
        return given ? Integer.valueOf(Math.min(least, before.minSize())) : null;
    }

    /**
     * A blank one is on a new group the largest size that any column gives; on one that exists it
     * gives way where the other sizes would be above it.
     */
    @Nullable Integer maximum() {
        Sizes own = row.maxSize();
        if (own != null) {
            return managed(own).map(Sizes::most).findFirst().orElse(null);
        }
        int most =
                Stream.concat(Stream.ofNullable(row.minSize()), asked())
                        .mapToInt(Sizes::most)
                        .max()
                        .orElse(0);
        if (former != null) {
            return Math.max(most, former.maxSize());
        }
        return present == null || most > present.maxSize() ? Integer.valueOf(most) : null;
    }

    /** The desired sizes, if they will be set: not those that the group was given before. */
    private Stream<Sizes> asked() {
        Sizes desired = row.desiredSize();
        boolean before =
                present != null
                        && desired != null
                        && !desired.hasSchedule()
                        && Integer.valueOf(desired.most()).equals(present.desired());
        return before ? Stream.empty() : Stream.ofNullable(desired);
    }

    @Nullable Integer desired() {
        Integer size = former == null ? null : former.desired();
        if (row.desiredSize() == null && size != null) {
            int least = Objects.requireNonNullElse(minimum(), 0);
            return Math.clamp(size, least, Math.max(least, Objects.requireNonNull(maximum())));
        }
        return managed(row.desiredSize()).map(Sizes::most).findFirst().orElse(null);
    }

    private Stream<Sizes> managed(@Nullable Sizes sizes) {
        boolean open = sizes == null || (present != null && sizes.hasSchedule());
        return open ? Stream.empty() : Stream.of(sizes);
    }

    /** What the group remembers of its desired size while times set it. */
    Tags tags() {
        Sizes desired = row.desiredSize();
        return desired != null && desired.hasSchedule()
                ? Tags.of(AutoScalingGroup.DESIRED_CAPACITY, AutoScalingGroup.SCHEDULED)
                : Tags.NONE;
    }

    /** One action for each time that any of the columns names. */
    List<ScheduledAction> actions(Ref<AutoScalingGroup> group, String timeZone) {
        return times(timeZone).stream().map(each -> action(group, timeZone, each)).toList();
    }

    /** The sizes that come at a time, each time once. */
    List<ScheduledSize> times(String timeZone) {
        ZoneId zone = ZoneId.of(timeZone);
        return Schedule.of(row.minSize(), row.desiredSize(), row.maxSize(), zone).actions();
    }

    private static ScheduledAction action(
            Ref<AutoScalingGroup> group, String timeZone, ScheduledSize sizes) {
        return new ScheduledAction(
                ScheduledAction.name(group, sizes.cron().text()),
                group,
                sizes.cron().text(),
                timeZone,
                new ScheduledAction.Sizes(sizes.minimum(), sizes.maximum(), sizes.desired()));
    }
}
