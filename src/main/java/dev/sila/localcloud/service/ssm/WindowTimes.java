package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.Timeline;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Moments of the calendar, which do not come sooner when the local cloud runs faster. */
final class WindowTimes {
    private static final Duration SAMPLE = Duration.ofHours(1);

    private WindowTimes() {}

    /** Runs a task at a moment of the clock. */
    static Timeline.Pending at(Timeline timeline, Instant moment, Runnable task) {
        double factor = (double) SAMPLE.toNanos() / timeline.scaled(SAMPLE).toNanos();
        long wait = Math.max(0, Duration.between(timeline.now(), moment).toNanos());
        return timeline.after(Duration.ofNanos(Math.round(wait * factor)), task);
    }

    /**
     * A time of ISO 8601, in a time zone if it names none.
     *
     * @throws dev.sila.localcloud.AwsFailure {@code ValidationException} if it is none
     */
    static Instant time(String text, ZoneId zone) {
        try {
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$") && text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException wrong) {
            throw Refusals.validation("Not a time of ISO 8601: " + text);
        }
    }
}
