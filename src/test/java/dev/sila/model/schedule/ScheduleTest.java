package dev.sila.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.model.Sizes;
import dev.sila.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sizes over time. */
final class ScheduleTest {
    private static final ZoneId UTC = ZoneId.of("Etc/UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Sizes sizes(String text) {
        return Sizes.read("desired_size", text, "x", new Problems()).orElseThrow();
    }

    private static List<String> changes(
            Schedule schedule, Capacity from, String after, String until) {
        return schedule.changes(from, Instant.parse(after), Instant.parse(until)).stream()
                .map(each -> each.time().toLocalDateTime() + " " + each.group())
                .toList();
    }

    @Test
    void theSeedsExampleIsOneHostByDayAndFiveByNight() {
        Schedule schedule = Schedule.of(null, sizes("1@30 10 * * *:5@45 1 * * *"), null, UTC);
        Capacity group = Capacity.ofNew(null, sizes("1@30 10 * * *:5@45 1 * * *"), null);

        assertThat(group).hasToString("0/5/5");
        assertThat(changes(schedule, group, "2026-06-01T00:00:00Z", "2026-06-02T10:30:00Z"))
                .containsExactly(
                        "2026-06-01T01:45 0/5/5",
                        "2026-06-01T10:30 0/1/5",
                        "2026-06-02T01:45 0/5/5",
                        "2026-06-02T10:30 0/1/5");
        assertThat(schedule.at(group, Instant.parse("2026-06-01T10:29:59Z"))).hasToString("0/5/5");
        assertThat(schedule.at(group, Instant.parse("2026-06-01T10:30:00Z"))).hasToString("0/1/5");
    }

    @Test
    void columnsOfTheSameRecurrenceAreOneAction() {
        Schedule schedule =
                Schedule.of(
                        sizes("2@0 8 * * MON-FRI:0@0 20 * * *"),
                        sizes("4@0 8 * * 1-5:0@0 20 * * *"),
                        sizes("9"),
                        UTC);

        assertThat(schedule.actions())
                .containsExactly(
                        new ScheduledSize(Cron.of("0 8 * * 1-5"), 2, 4, null),
                        new ScheduledSize(Cron.of("0 20 * * *"), 0, 0, null));
    }

    @Test
    void theSameLocalTimeIsAnotherMomentAfterTheClocksChange() {
        Schedule schedule =
                Schedule.of(null, sizes("3@30 2 * * *:1@0 9 * * *"), sizes("5"), BERLIN);

        List<Schedule.Change> changes =
                schedule.changes(
                        new Capacity(0, 1, 5),
                        Instant.parse("2026-03-28T00:00:00Z"),
                        Instant.parse("2026-03-30T12:00:00Z"));
        assertThat(changes)
                .extracting(each -> each.time().toInstant() + " " + each.clock())
                .containsExactly(
                        "2026-03-28T01:30:00Z PLAIN",
                        "2026-03-28T08:00:00Z PLAIN",
                        "2026-03-29T01:30:00Z SKIPPED",
                        "2026-03-29T07:00:00Z PLAIN",
                        "2026-03-30T00:30:00Z PLAIN",
                        "2026-03-30T07:00:00Z PLAIN");
    }

    @Test
    void sizesWithoutTimesHaveNoSchedule() {
        assertThat(Schedule.of(sizes("1"), sizes("2"), null, UTC).isEmpty()).isTrue();
        assertThat(Schedule.of(null, null, null, UTC).isEmpty()).isTrue();
    }

    @Test
    void aGroupIsNeverOutsideItsBounds() {
        assertThatThrownBy(() -> new Capacity(2, 1, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(
                        new ScheduledSize(Cron.of("0 0 * * *"), 7, null, null)
                                .apply(new Capacity(0, 2, 5)))
                .isEqualTo(new Capacity(7, 7, 7));
        assertThat(
                        new ScheduledSize(Cron.of("0 0 * * *"), null, null, 1)
                                .apply(new Capacity(2, 3, 5)))
                .isEqualTo(new Capacity(1, 1, 1));
    }

    @Test
    void newGroupsTakeBlankSizesFromTheOthers() {
        assertThat(Capacity.ofNew(null, null, null)).hasToString("0/0/0");
        assertThat(Capacity.ofNew(sizes("2"), null, null)).hasToString("2/2/2");
        assertThat(Capacity.ofNew(null, null, sizes("4"))).hasToString("0/4/4");
        assertThat(Capacity.ofNew(sizes("1"), sizes("2"), sizes("3"))).hasToString("1/2/3");
    }

    /** Changes in two parts are the changes of the whole. */
    @Property(tries = 200)
    void aPauseLosesNothing(
            @ForAll("schedules") Schedule schedule,
            @ForAll("moments") Instant after,
            @ForAll("hours") int first,
            @ForAll("hours") int second) {
        Capacity group = new Capacity(1, 2, 3);
        Instant middle = after.plus(Duration.ofHours(first));
        Instant end = middle.plus(Duration.ofHours(second));
        List<Schedule.Change> whole = schedule.changes(group, after, end);
        List<Schedule.Change> parts =
                new java.util.ArrayList<>(schedule.changes(group, after, middle));
        Capacity between = parts.isEmpty() ? group : parts.getLast().group();
        parts.addAll(schedule.changes(between, middle, end));
        assertThat(parts).isEqualTo(whole);
    }

    /** The maximum of 0:00 bounds what follows, also long after its last time but one. */
    @Test
    void aBoundOfLongAgoCounts() {
        Schedule schedule =
                new Schedule(
                        List.of(
                                new ScheduledSize(Cron.of("* 0 * * *"), null, 4, null),
                                new ScheduledSize(Cron.of("0 * * * *"), null, null, 4)),
                        ZoneId.of("Europe/Berlin"));
        assertThat(schedule.at(new Capacity(1, 2, 3), Instant.parse("2026-03-29T01:00:00Z")))
                .isEqualTo(new Capacity(1, 4, 4));
    }

    /** What a schedule has left is what its changes since long ago come to. */
    @Property(tries = 200)
    void whatIsLeftIsWhatHappened(
            @ForAll("daily") Schedule schedule, @ForAll("moments") Instant now) {
        Capacity group = new Capacity(1, 2, 3);
        List<Schedule.Change> changes = schedule.changes(group, now.minus(Duration.ofDays(9)), now);
        assertThat(schedule.at(group, now)).isEqualTo(changes.getLast().group());
    }

    @Provide
    Arbitrary<Schedule> schedules() {
        return schedulesOf(Crons.texts());
    }

    @Provide
    Arbitrary<Schedule> daily() {
        return schedulesOf(
                Crons.texts().map(text -> text.replaceAll(" \\S+ \\S+ \\S+$", " * * *")));
    }

    private static Arbitrary<Schedule> schedulesOf(Arbitrary<String> crons) {
        Arbitrary<@Nullable Integer> size = Arbitraries.integers().between(0, 9).injectNull(0.4);
        Arbitrary<ScheduledSize> action =
                Combinators.combine(crons.map(Cron::of), size, size, size).as(ScheduledSize::new);
        return Combinators.combine(action.list().ofMinSize(1).ofMaxSize(4), Crons.zones())
                .as(Schedule::new);
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Crons.moments();
    }

    @Provide
    Arbitrary<Integer> hours() {
        return Arbitraries.integers().between(0, 50);
    }
}
