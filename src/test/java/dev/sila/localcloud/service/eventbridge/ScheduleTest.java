package dev.sila.localcloud.service.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.AwsFailure;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules, with the examples of EventBridge's user guide. */
final class ScheduleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(1 minute) | 2026-03-01T12:00:30Z | 2026-03-01T12:01:30Z",
                "rate(3 days) | 2026-03-01T12:00:00Z | 2026-03-04T12:00:00Z",
                "cron(0 10 * * ? *) | 2026-03-01T10:00:00Z | 2026-03-02T10:00:00Z",
                "cron(15 12 * * ? *) | 2026-03-01T10:00:00Z | 2026-03-01T12:15:00Z",
                "cron(0 18 ? * MON-FRI *) | 2026-03-06T18:00:00Z | 2026-03-09T18:00:00Z",
                "cron(0 8 1 * ? *) | 2026-03-01T12:00:00Z | 2026-04-01T08:00:00Z",
                "cron(0/15 * * * ? *) | 2026-03-01T12:46:00Z | 2026-03-01T13:00:00Z",
                "cron(0/5 8-17 ? * MON-FRI *) | 2026-03-06T17:55:00Z | 2026-03-09T08:00:00Z",
                "cron(0 9 ? * 2#1 *) | 2026-03-03T00:00:00Z | 2026-04-06T09:00:00Z",
                "cron(0 0 L * ? *) | 2026-02-01T00:00:00Z | 2026-02-28T00:00:00Z",
                "cron(0 0 ? * 6L *) | 2026-03-01T00:00:00Z | 2026-03-27T00:00:00Z",
                "cron(0 0 1W * ? *) | 2026-07-30T00:00:00Z | 2026-08-03T00:00:00Z",
                "cron(30 6 29 FEB ? *) | 2026-03-01T00:00:00Z | 2028-02-29T06:30:00Z",
                "cron(0 0 1 1 ? 2030) | 2026-03-01T00:00:00Z | 2030-01-01T00:00:00Z",
            })
    void goesOffNext(String expression, Instant moment, Instant next) {
        assertThat(Schedule.parse(expression).after(moment)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cron(0 0 1 1 ? 2020)", "cron(0 0 30 2 ? *)"})
    void neverGoesOffAgain(String expression) {
        assertThat(Schedule.parse(expression).after(Instant.parse("2026-03-01T00:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(1 week)",
                "rate(1 minutes)",
                "every(1 minute)",
                "cron(0 0 * * * *)",
                "cron(0 0 ? * ? *)",
                "cron(0 24 * * ? *)",
                "cron(0 0 1 13 ? *)",
                "cron(0 0 ? * 8 *)",
                "cron(5-1 0 * * ? *)",
                "cron(0 0 1 1 ? 1969)",
                "cron(0 0 ? * 1#6 *)",
            })
    void whatIsNoScheduleIsRefused(String expression) {
        assertThatThrownBy(() -> Schedule.parse(expression)).isInstanceOf(AwsFailure.class);
    }
}
