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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of a hostclass's group. A blank size is left as it is. One with times begins on a new
 * group as the smallest minimum, the largest maximum and the largest desired size; on a group that
 * exists only its times change it, so that no plan undoes what they did.
 */
final class SizeBlueprint {
    private final Pipeline.Row row;
    private final boolean exists;

    SizeBlueprint(Pipeline.Row row, boolean exists) {
        this.row = row;
        this.exists = exists;
    }

    @Nullable Integer minimum() {
        return managed(row.minSize()).map(Sizes::least).findFirst().orElse(null);
    }

    /** On a new group at least the largest size that any column gives. */
    @Nullable Integer maximum() {
        Integer own = managed(row.maxSize()).map(Sizes::most).findFirst().orElse(null);
        return own == null && !exists
                ? Stream.of(most(row.minSize()), most(row.desiredSize()))
                        .reduce(0, Math::max)
                : own;
    }

    private static int most(@Nullable Sizes sizes) {
        return sizes == null ? 0 : sizes.most();
    }

    @Nullable Integer desired() {
        return managed(row.desiredSize()).map(Sizes::most).findFirst().orElse(null);
    }

    private Stream<Sizes> managed(@Nullable Sizes sizes) {
        return Stream.ofNullable(sizes).filter(each -> !exists || !each.hasSchedule());
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
        ZoneId zone = ZoneId.of(timeZone);
        return Schedule.of(row.minSize(), row.desiredSize(), row.maxSize(), zone).actions().stream()
                .map(each -> action(group, timeZone, each))
                .toList();
    }

    private static ScheduledAction action(
            Ref<AutoScalingGroup> group, String timeZone, ScheduledSize sizes) {
        return new ScheduledAction(
                ScheduledAction.name(group, sizes.cron().text()),
                group,
                sizes.cron().text(),
                timeZone,
                new ScheduledAction.Sizes(
                        sizes.minimum(), sizes.maximum(), sizes.desired()));
    }
}
