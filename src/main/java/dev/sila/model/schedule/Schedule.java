package dev.sila.model.schedule;

import dev.sila.model.Sizes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of a group that have times.
 *
 * @param actions one for each recurrence, in the order in which the files name them
 * @param zone in which their times are told
 */
public record Schedule(List<ScheduledSize> actions, ZoneId zone) {
    public Schedule {
        actions = List.copyOf(actions);
    }

    /**
     * One change of a group.
     *
     * @param time when, in the schedule's zone
     * @param clock what a change of the clocks does to that time
     * @param action what causes it
     * @param group its sizes from then on
     */
    public record Change(
            ZonedDateTime time, Occurrence.Clock clock, ScheduledSize action, Capacity group) {}

    private record Coming(Occurrence occurrence, ScheduledSize action) {}

    /**
     * The schedule of the sizes of a row of a pipeline. Sizes of the same recurrence become one
     * action; sizes without a time are none.
     *
     * @throws IllegalArgumentException if a recurrence is one that AWS refuses
     */
    public static Schedule of(
            @Nullable Sizes minimum,
            @Nullable Sizes desired,
            @Nullable Sizes maximum,
            ZoneId zone) {
        Map<Cron, Integer> least = timed(minimum);
        Map<Cron, Integer> wanted = timed(desired);
        Map<Cron, Integer> most = timed(maximum);
        Set<Cron> all = new LinkedHashSet<>();
        Stream.of(least, wanted, most).map(Map::keySet).forEach(all::addAll);
        return new Schedule(
                all.stream()
                        .map(cron ->
                                new ScheduledSize(
                                        cron, least.get(cron), wanted.get(cron), most.get(cron)))
                        .toList(),
                zone);
    }

    private static Map<Cron, Integer> timed(@Nullable Sizes sizes) {
        Map<Cron, Integer> timed = new LinkedHashMap<>();
        for (Sizes.At each : sizes == null ? List.<Sizes.At>of() : sizes.scheduled()) {
            if (!each.cron().isEmpty()) {
                timed.put(Cron.of(each.cron()), each.size());
            }
        }
        return timed;
    }

    /** Whether it has any times. */
    public boolean isEmpty() {
        return actions.isEmpty();
    }

    /**
     * Which sizes apply when. Actions of the same moment follow each other in their order; an
     * action that changes nothing is told too.
     *
     * @param group its sizes at the beginning
     * @param after the beginning, itself excluded
     * @param until the end, included
     */
    public List<Change> changes(Capacity group, Instant after, Instant until) {
        List<Change> changes = new ArrayList<>();
        Capacity now = group;
        for (Coming each : coming(after, until)) {
            now = each.action().apply(now);
            changes.add(change(each, now));
        }
        return changes;
    }

    /**
     * The sizes that the schedule has left at a moment, if nothing else changed the group. What
     * bounds did to a desired size depends on what came before them, so that the actions are
     * followed twice around: when each has come once, the bounds are what they are whatever was
     * before; when each has come once more, the desired size is, too.
     *
     * @param group its sizes before all of that
     * @param now the moment; what comes just then counts
     */
    public Capacity at(Capacity group, Instant now) {
        Instant bounded = beginning(now);
        Instant first = beginning(bounded.minusNanos(1));
        List<Change> changes = changes(group, first.minusNanos(1), now);
        return changes.isEmpty() ? group : changes.getLast().group();
    }

    /** Since when each action has come at least once; that moment itself without any action. */
    private Instant beginning(Instant until) {
        return actions.stream()
                .map(action -> action.cron().last(until, zone).at())
                .min(Instant::compareTo)
                .orElse(until);
    }

    private List<Coming> coming(Instant after, Instant until) {
        List<Coming> coming = new ArrayList<>();
        for (ScheduledSize action : actions) {
            action.cron()
                    .between(after, until, zone)
                    .forEach(each -> coming.add(new Coming(each, action)));
        }
        coming.sort(Comparator.comparing(Coming::occurrence));
        return coming;
    }

    private Change change(Coming coming, Capacity group) {
        Occurrence occurrence = coming.occurrence();
        return new Change(occurrence.at().atZone(zone), occurrence.clock(), coming.action(), group);
    }
}
