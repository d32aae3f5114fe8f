package dev.sila.localcloud.service.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.model.schedule.Crons;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recurrences against the calendar, and against a search minute by minute. */
final class CronTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 8 * * MON-FRI | 2026-03-06T09:00:00Z | 2026-03-09T07:00:00Z",
                "30 0 1 1,6,12 * | 2026-01-02T00:00:00Z | 2026-05-31T22:30:00Z",
                "0 0 13 * FRI    | 2026-02-01T00:00:00Z | 2026-02-05T23:00:00Z",
                "*/15 * * * *    | 2026-02-01T00:07:00Z | 2026-02-01T00:15:00Z",
                "0 0 29 2 *      | 2026-01-01T00:00:00Z | 2028-02-28T23:00:00Z",
                "0 12 * * 7      | 2026-03-02T00:00:00Z | 2026-03-08T11:00:00Z"
            })
    void comesWhenTheCalendarSays(String cron, Instant after, Instant next) {
        assertThat(next(cron, after, BERLIN)).contains(next);
    }

    private static Optional<Instant> next(String cron, Instant after, ZoneId zone) {
        return Cron.parse(cron).orElseThrow().next(after, zone);
    }

    @Test
    void aTimeThatTheClocksSkipComesLater() {
        // On 29 March 2026 the hour from 2 to 3 is missing in Berlin.
        Instant before = Instant.parse("2026-03-28T12:00:00Z");
        Instant first = next("30 2 * * *", before, BERLIN).orElseThrow();

        assertThat(first).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(LocalDateTime.ofInstant(first, BERLIN)).isEqualTo("2026-03-29T03:30:00");
        assertThat(next("30 2 * * *", first, BERLIN))
                .contains(Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void aTimeThatComesTwiceCountsOnce() {
        // On 25 October 2026 the hour from 2 to 3 comes twice in Berlin.
        Instant before = Instant.parse("2026-10-24T12:00:00Z");
        Instant first = next("30 2 * * *", before, BERLIN).orElseThrow();

        assertThat(first).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(next("30 2 * * *", first, BERLIN))
                .contains(Instant.parse("2026-10-26T01:30:00Z"));
        assertThat(next("0 * * * *", Instant.parse("2026-10-25T00:00:00Z"), BERLIN))
                .as("every hour means every hour")
                .contains(Instant.parse("2026-10-25T01:00:00Z"));
    }

    @Test
    void aDayThatNeverComesIsNone() {
        assertThat(next("0 0 30 2 *", Instant.parse("2026-01-01T00:00:00Z"), BERLIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "a * * * *",
                "1,,2 * * * *",
                "1-2-3 * * * *",
                "-1 * * * *",
                "* * * FOO *",
                "1/2/3 * * * *",
                "@daily"
            })
    void whatIsNoRecurrenceIsRefused(String text) {
        assertThat(Cron.parse(text)).isEmpty();
        assertThatThrownBy(() -> dev.sila.model.schedule.Cron.of(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The minute is one that the fields name, and no named minute lies between. */
    @Property(tries = 300)
    void isTheFirstMatchingMinute(
            @ForAll("crons") String text,
            @ForAll("moments") Instant after,
            @ForAll("zones") ZoneId zone) {
        Instant found = next(text, after, zone).orElseThrow();

        assertThat(found).isAfter(after);
        Instant each = after.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        while (each.isBefore(found)) {
            assertThat(named(text, each.atZone(zone)) && !repeated(text, each.atZone(zone)))
                    .as("%s is named by %s", each, text)
                    .isFalse();
            each = each.plus(1, ChronoUnit.MINUTES);
        }
        assertThat(named(text, found.atZone(zone)) || afterJump(found.atZone(zone))).isTrue();
    }

    /** Two that were written apart, this and what plans are told from, say the same. */
    @Property(tries = 500)
    void comesWhenPlansSayThatItComes(
            @ForAll("anyCrons") String text,
            @ForAll("anyMoments") Instant after,
            @ForAll("anyZones") ZoneId zone) {
        Instant moment = after;
        for (int i = 0; i < 5; i++) {
            Instant next = next(text, moment, zone).orElseThrow();
            assertThat(dev.sila.model.schedule.Cron.of(text).next(moment, zone).at())
                    .as("%s after %s in %s", text, moment, zone)
                    .isEqualTo(next);
            moment = next;
        }
    }

    @Provide
    Arbitrary<String> anyCrons() {
        return Crons.texts();
    }

    @Provide
    Arbitrary<Instant> anyMoments() {
        return Crons.moments();
    }

    @Provide
    Arbitrary<ZoneId> anyZones() {
        return Crons.zones();
    }

    private static boolean named(String text, ZonedDateTime time) {
        String[] fields = text.split(" ", -1);
        return among(fields[0], time.getMinute())
                && among(fields[1], time.getHour())
                && among(fields[4], time.getDayOfWeek().getValue() % 7);
    }

    private static boolean among(String field, int value) {
        return field.equals("*") || Integer.parseInt(field) == value;
    }

    /** Whether the same time of day was there an hour ago already, and one time is asked for. */
    private static boolean repeated(String text, ZonedDateTime time) {
        return !text.split(" ", -1)[1].equals("*")
                && !time.withEarlierOffsetAtOverlap().toInstant().equals(time.toInstant());
    }

    private static boolean afterJump(ZonedDateTime time) {
        return !time.minusHours(2).getOffset().equals(time.getOffset());
    }

    @Provide
    Arbitrary<String> crons() {
        return Combinators.combine(
                        starOr(59), starOr(23), Arbitraries.of("*"), Arbitraries.of("*"), starOr(6))
                .as((minute, hour, day, month, weekday) ->
                        String.join(" ", minute, hour, day, month, weekday));
    }

    private static Arbitrary<String> starOr(int most) {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, Arbitraries.just("*")),
                net.jqwik.api.Tuple.of(
                        2, Arbitraries.integers().between(0, most).map(String::valueOf)));
    }

    /** Half of them near a change of clocks. */
    @Provide
    Arbitrary<Instant> moments() {
        Arbitrary<Instant> near =
                Arbitraries.of(
                                "2026-03-29T00:00:00Z",
                                "2026-10-25T00:00:00Z",
                                "2026-03-08T06:00:00Z")
                        .map(Instant::parse);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(-600, 600);
        return Combinators.combine(near, minutes)
                .as((instant, offset) -> instant.plus(offset, ChronoUnit.MINUTES));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("Europe/Berlin", "America/New_York", "Etc/UTC", "Australia/Lord_Howe")
                .map(ZoneId::of);
    }
}
