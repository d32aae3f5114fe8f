package dev.sila.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.model.schedule.Occurrence.Clock;
import dev.sila.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recurrences against the calendar, the clocks, and a search minute by minute. */
final class CronTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 8 * * MON-FRI   | 2026-03-06T09:00:00Z | 2026-03-09T07:00:00Z",
                "30 0 1 1,6,12 *   | 2026-01-02T00:00:00Z | 2026-05-31T22:30:00Z",
                "0 0 13 * FRI      | 2026-02-01T00:00:00Z | 2026-02-05T23:00:00Z",
                "0 0 */2 * 1       | 2026-02-03T00:00:00Z | 2026-02-08T23:00:00Z",
                "*/15 * * * *      | 2026-02-01T00:07:00Z | 2026-02-01T00:15:00Z",
                "5-20/5,50 7 * * * | 2026-02-01T06:21:00Z | 2026-02-01T06:50:00Z",
                "0 0 29 2 *        | 2096-03-01T00:00:00Z | 2104-02-28T23:00:00Z",
                "0 12 * * 7        | 2026-03-02T00:00:00Z | 2026-03-08T11:00:00Z",
                "0 12 * dec sat    | 2026-03-02T00:00:00Z | 2026-12-05T11:00:00Z"
            })
    void comesWhenTheCalendarSays(String cron, Instant after, Instant next) {
        assertThat(Cron.of(cron).next(after, BERLIN).at()).isEqualTo(next);
        assertThat(Cron.of(cron).last(next, BERLIN).at()).isEqualTo(next);
        assertThat(Cron.of(cron).last(next.minusSeconds(1), BERLIN).at())
                .isBeforeOrEqualTo(after.plus(1, ChronoUnit.DAYS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Berlin skips 2 to 3 o'clock on 29 March 2026, and has it twice on 25 October.
                "30 2 * * *   | 2026-03-29 | 2026-03-29T01:30:00Z SKIPPED",
                "30 2 * * *   | 2026-10-25 | 2026-10-25T00:30:00Z DOUBLED",
                "30 3 * * *   | 2026-03-29 | 2026-03-29T01:30:00Z PLAIN",
                "30 1 * * *   | 2026-10-25 | 2026-10-24T23:30:00Z PLAIN",
                "30 2,3 * * * | 2026-03-29 | 2026-03-29T01:30:00Z PLAIN",
                "0 */12 * * * | 2026-10-25 | 2026-10-24T22:00:00Z PLAIN 2026-10-25T11:00:00Z PLAIN"
            })
    void isToldApartWhereTheClocksChange(String cron, String day, String times) {
        Instant start = ZonedDateTime.parse(day + "T00:00:00+01:00[Europe/Berlin]").toInstant();
        Instant dawn = start.atZone(BERLIN).toLocalDate().atStartOfDay(BERLIN).toInstant();
        Instant end = dawn.atZone(BERLIN).plusDays(1).toInstant();
        List<String> found =
                Cron.of(cron).between(dawn.minusNanos(1), end.minusNanos(1), BERLIN).stream()
                        .map(each -> each.at() + " " + each.clock())
                        .toList();
        assertThat(String.join(" ", found)).isEqualTo(times);
    }

    @Test
    void everyHourMeansEveryHourOfRealTime() {
        assertThat(ofDay("0 * * * *", "2026-03-29")).hasSize(23);
        assertThat(ofDay("0 * * * *", "2026-10-25")).hasSize(25);
        assertThat(ofDay("0 0-23 * * *", "2026-10-25")).hasSize(25);
        assertThat(ofDay("0 * * * *", "2026-10-26")).hasSize(24);
    }

    private static List<Occurrence> ofDay(String cron, String day) {
        ZonedDateTime start = java.time.LocalDate.parse(day).atStartOfDay(BERLIN);
        return Cron.of(cron)
                .between(
                        start.toInstant().minusNanos(1),
                        start.plusDays(1).toInstant().minusNanos(1),
                        BERLIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | five fields",
                "* * * * | five fields",
                "* * * * * * | five fields",
                "60 * * * * | minute is outside 0 to 59",
                "* 24 * * * | hour is outside 0 to 23",
                "* * 0 * * | outside 1 to 31",
                "* * * 13 * | outside 1 to 12",
                "* * * * 8 | outside 0 to 7",
                "5-1 * * * * | goes backwards",
                "* * * * FRI-SUN | Sunday as the end of a range is 7",
                "*/0 * * * * | outside 1 to 99",
                "a * * * * | not understood",
                "1,,2 * * * * | not understood",
                "1-2-3 * * * * | no range",
                "-1 * * * * | not understood",
                "* * * FOO * | names such as FEB",
                "1/2/3 * * * * | two steps",
                "0 0 ? * MON | ?, L, W and # are not",
                "0 0 L * * | not understood",
                "0 0 * * 5#2 | not understood",
                "@daily | five fields",
                "0 0 30 2 * | never comes"
            })
    void whatAwsRefusesIsRefusedWithTheRemedy(String text, String why) {
        assertThatThrownBy(() -> Cron.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
        Problems problems = new Problems();
        assertThat(Cron.read("min_size", text, "x.csv:3", problems)).isEmpty();
        assertThat(problems.list())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.where()).isEqualTo("x.csv:3");
                    assertThat(each.what()).startsWith("min_size: ").endsWith(".");
                    assertThat(each.remedy()).isNotBlank();
                });
    }

    @Test
    void equalIsWhatComesAtTheSameTimes() {
        assertThat(Cron.of("0  8 * * MON-FRI")).isEqualTo(Cron.of("0 8 * * 1,2,3-5"));
        assertThat(Cron.of("0 8 * * 0")).isEqualTo(Cron.of("0 8 * * 7")).hasToString("0 8 * * 0");
        assertThat(Cron.of("0 8 1 * 1")).isNotEqualTo(Cron.of("0 8 1 * *"));
    }

    /** Found is each minute that the fields name and the clocks show, once, and nothing else. */
    @Property(tries = 300)
    void isEachMatchingMinute(
            @ForAll("crons") String text,
            @ForAll("moments") Instant after,
            @ForAll("zones") ZoneId zone) {
        Cron cron = Cron.of(text);
        Instant until = after.plus(Duration.ofHours(60));
        List<Instant> wanted = new ArrayList<>();
        Instant minute = after.truncatedTo(ChronoUnit.MINUTES);
        for (; !minute.isAfter(until); minute = minute.plus(1, ChronoUnit.MINUTES)) {
            if (minute.isAfter(after) && named(text, minute.atZone(zone))) {
                wanted.add(minute);
            }
        }
        List<Instant> found =
                cron.between(after, until, zone).stream()
                        .filter(each -> each.clock() != Clock.SKIPPED)
                        .map(Occurrence::at)
                        .toList();
        assertThat(found).as("%s after %s in %s", text, after, zone).isEqualTo(wanted);
    }

    /** Skipped times come, and in a minute that no clock before the jump could show. */
    @Property(tries = 300)
    void skippedTimesComeAfterTheJump(
            @ForAll("crons") String text,
            @ForAll("moments") Instant after,
            @ForAll("zones") ZoneId zone) {
        for (Occurrence each :
                Cron.of(text).between(after, after.plus(Duration.ofHours(60)), zone)) {
            if (each.clock() == Clock.SKIPPED) {
                var jump = zone.getRules().previousTransition(each.at().plusNanos(1));
                assertThat(jump.isGap()).isTrue();
                assertThat(Duration.between(jump.getInstant(), each.at()))
                        .isLessThan(jump.getDuration());
                ZonedDateTime asIf = each.at().atOffset(jump.getOffsetBefore()).toZonedDateTime();
                assertThat(named(text, asIf)).isTrue();
            }
        }
    }

    /** Next, last and between are the same times. */
    @Property(tries = 300)
    void nextAndLastAgree(
            @ForAll("crons") String text,
            @ForAll("moments") Instant after,
            @ForAll("zones") ZoneId zone) {
        Cron cron = Cron.of(text);
        Occurrence next = cron.next(after, zone);
        assertThat(cron.last(next.at(), zone)).isEqualTo(next);
        assertThat(cron.last(next.at().minusNanos(1), zone).at()).isBeforeOrEqualTo(after);
        assertThat(cron.between(after, next.at(), zone)).containsExactly(next);
    }

    private static boolean named(String text, ZonedDateTime time) {
        String[] fields = text.split(" ", -1);
        boolean twice =
                !fields[1].equals("*")
                        && !time.withEarlierOffsetAtOverlap().toInstant().equals(time.toInstant());
        boolean day = among(fields[2], time.getDayOfMonth());
        boolean weekday = among(fields[4], time.getDayOfWeek().getValue() % 7);
        boolean either = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        return !twice
                && among(fields[0], time.getMinute())
                && among(fields[1], time.getHour())
                && among(fields[3], time.getMonthValue())
                && (either ? day || weekday : day && weekday);
    }

    /** Whether a field of the forms that {@link Crons} makes names a number. */
    private static boolean among(String field, int value) {
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
            String[] range =
                    stepped[0].toUpperCase(Locale.ROOT).equals("*")
                            ? new String[] {Crons.start(field, value), "99"}
                            : stepped[0].split("-", -1);
            int from = Integer.parseInt(range[0]);
            int to = Integer.parseInt(range[range.length - 1]);
            if (from <= value && value <= to && (value - from) % step == 0) {
                return true;
            }
        }
        return false;
    }

    @Provide
    Arbitrary<String> crons() {
        return Crons.texts();
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Crons.moments();
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Crons.zones();
    }
}
