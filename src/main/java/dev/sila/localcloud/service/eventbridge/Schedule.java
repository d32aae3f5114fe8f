package dev.sila.localcloud.service.eventbridge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a rule goes off by itself. Source: EventBridge user guide, "Setting a schedule pattern for
 * scheduled rules (legacy)".
 */
sealed interface Schedule permits Schedule.Rate, Cron {
    Pattern RATE = Pattern.compile("rate\\(([1-9]\\d{0,8}) (minute|hour|day)(s?)\\)");
    Pattern CRON = Pattern.compile("cron\\((.+)\\)");

    /** The next moment after the given one, if there is any. */
    Optional<Instant> after(Instant moment);

    /**
     * Reads an expression.
     *
     * @throws dev.sila.localcloud.AwsFailure if it is none
     */
    static Schedule parse(String expression) {
        Matcher rate = RATE.matcher(expression);
        if (rate.matches()) {
            long count = Long.parseLong(rate.group(1));
            if ((count == 1) == rate.group(3).isEmpty()) {
                return new Rate(
                        switch (rate.group(2)) {
                            case "minute" -> Duration.ofMinutes(count);
                            case "hour" -> Duration.ofHours(count);
                            default -> Duration.ofDays(count);
                        });
            }
        }
        Matcher cron = CRON.matcher(expression);
        if (cron.matches()) {
            try {
                return Cron.parse(cron.group(1));
            } catch (IllegalArgumentException wrong) {
                // Refused below, as AWS does without a reason.
            }
        }
        throw Checks.invalid("Parameter ScheduleExpression is not valid.");
    }

    /** Again and again after that much time. */
    record Rate(Duration every) implements Schedule {
        @Override
        public Optional<Instant> after(Instant moment) {
            return Optional.of(moment.plus(every));
        }
    }
}
