package dev.sila.localcloud.service.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.AwsFailure;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When schedules are due. The examples of cron are those of AWS's user guide. */
class ScheduleTest {
    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");

    private static String next(
            String expression, @Nullable String zone, @Nullable Integer offset, String after) {
        return Schedule.of(expression, zone, offset, CREATED)
                .next(Instant.parse(after))
                .map(Instant::toString)
                .orElse("never");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    cron(0 2 ? * SUN *)        | 2026-03-01T12:00:00Z | 2026-03-08T02:00:00Z
                    cron(0 2 ? * 1 *)          | 2026-03-01T12:00:00Z | 2026-03-08T02:00:00Z
                    cron(15 10 ? * * *)        | 2026-03-01T12:00:00Z | 2026-03-02T10:15:00Z
                    cron(0/30 * ? * * *)       | 2026-03-01T12:00:00Z | 2026-03-01T12:30:00Z
                    cron(*/20 9-10 ? * MON-FRI *) | 2026-03-06T10:40:00Z | 2026-03-09T09:00:00Z
                    cron(0 4 L * ? *)          | 2026-03-01T12:00:00Z | 2026-03-31T04:00:00Z
                    cron(15 12 ? * THU#3 *)    | 2026-03-01T12:00:00Z | 2026-03-19T12:15:00Z
                    cron(0 0 ? * 6L *)         | 2026-03-01T12:00:00Z | 2026-03-27T00:00:00Z
                    cron(0 0 15W * ? *)        | 2026-02-28T12:00:00Z | 2026-03-16T00:00:00Z
                    cron(0 0 LW * ? *)         | 2026-05-01T12:00:00Z | 2026-05-29T00:00:00Z
                    cron(0 0 1 JAN,JUL ? 2027) | 2026-03-01T12:00:00Z | 2027-01-01T00:00:00Z
                    cron(0 0 29 2 ? *)         | 2026-03-01T12:00:00Z | 2028-02-29T00:00:00Z
                    cron(0 0 31 4 ? 2026)      | 2026-03-01T12:00:00Z | never
                    cron(0 0 1 1 ? 2020)       | 2026-03-01T12:00:00Z | never
                    cron(30 0 2 ? * SUN *)     | 2026-03-01T12:00:00Z | 2026-03-08T02:00:30Z
                    rate(1 day)                | 2026-03-01T12:00:00Z | 2026-03-02T12:00:00Z
                    rate(90 minutes)           | 2026-03-01T14:59:00Z | 2026-03-01T15:00:00Z
                    rate(2 hours)              | 2026-03-01T14:00:00Z | 2026-03-01T16:00:00Z
                    at(2026-03-05T01:02:03)    | 2026-03-01T12:00:00Z | 2026-03-05T01:02:03Z
                    at(2026-03-05T01:02:03)    | 2026-03-05T01:02:03Z | never
                    """)
    void isDue(String expression, String after, String expected) {
        assertThat(next(expression, null, null, after)).isEqualTo(expected);
    }

    /** Summer time begins on 8 March 2026 and ends on 1 November. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-07T12:00:00Z, 2026-03-08T07:00:00Z",
        "2026-03-08T12:00:00Z, 2026-03-09T06:00:00Z",
        "2026-10-31T12:00:00Z, 2026-11-01T07:00:00Z",
        "2026-11-01T12:00:00Z, 2026-11-02T07:00:00Z"
    })
    void followsItsTimeZone(String after, String expected) {
        assertThat(next("cron(0 2 ? * * *)", "America/New_York", null, after)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, 2026-03-12T02:00:00Z",
        "2026-03-11T12:00:00Z, 2026-03-12T02:00:00Z",
        "2026-03-12T02:00:00Z, 2026-04-16T02:00:00Z"
    })
    void isLateByItsOffset(String after, String expected) {
        assertThat(next("cron(0 2 ? * TUE#2 *)", null, 2, after)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "daily",
                "cron(0 2 * * *)",
                "cron(0 2 * * * *)",
                "cron(0 2 ? * ? *)",
                "cron(60 2 ? * * *)",
                "cron(0 24 ? * * *)",
                "cron(0 2 ? * 8 *)",
                "cron(0 2 ? * MON#6 *)",
                "cron(0 2 ? * * 1969)",
                "cron(0 2 32 * ? *)",
                "cron(5-1 2 ? * * *)",
                "cron(0/0 2 ? * * *)",
                "cron(0 2 ? 13 * *)",
                "cron(x 2 ? * * *)",
                "rate(1 days)",
                "rate(2 day)",
                "rate(0 minutes)",
                "rate(5)",
                "rate(5 weeks)",
                "at(tomorrow)",
                "at(2026-13-01T00:00:00)"
            })
    void refusesWhatIsNone(String expression) {
        assertThatThrownBy(() -> Schedule.of(expression, null, null, CREATED))
                .isInstanceOf(AwsFailure.class);
    }

    @Property(tries = 200)
    void isAlwaysLaterAndOfThatMinuteAndDay(
            @ForAll @IntRange(max = 59) int minute,
            @ForAll @IntRange(max = 23) int hour,
            @ForAll @IntRange(min = 1, max = 7) int day,
            @ForAll @IntRange(max = 500_000) int later) {
        Instant after = CREATED.plusSeconds(later * 60L);
        Instant next =
                Schedule.of(
                                "cron(%d %d ? * %d *)".formatted(minute, hour, day),
                                null,
                                null,
                                CREATED)
                        .next(after)
                        .orElseThrow();
        assertThat(next).isAfter(after).isBeforeOrEqualTo(after.plusSeconds(7 * 86_400));
        ZonedDateTime time = next.atZone(ZoneId.of("UTC"));
        assertThat(time.getMinute()).isEqualTo(minute);
        assertThat(time.getHour()).isEqualTo(hour);
        assertThat(time.getDayOfWeek().getValue() % 7 + 1).isEqualTo(day);
    }
}
