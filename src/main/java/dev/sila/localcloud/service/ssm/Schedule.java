package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When something is due: {@code cron(…)}, {@code rate(…)} or {@code at(…)} in a time zone. */
sealed interface Schedule {
    /** The first moment after another. */
    Optional<Instant> next(Instant after);

    /**
     * Reads an expression.
     *
     * @param timezone of IANA, UTC if there is none
     * @param offset days by which a cron expression is late
     * @param start from when a rate counts
     * @throws AwsFailure {@code ValidationException} if it is none
     */
    static Schedule of(
            String expression, @Nullable String timezone, @Nullable Integer offset, Instant start) {
        ZoneId zone = zone(timezone);
        Matcher matcher = Pattern.compile("(cron|rate|at)\\((.*)\\)").matcher(expression.strip());
        if (!matcher.matches()) {
            throw invalid(expression, "it is neither cron(…) nor rate(…) nor at(…)");
        }
        if (offset != null && !matcher.group(1).equals("cron")) {
            throw Refusals.validation("ScheduleOffset is for cron expressions alone.");
        }
        try {
            return switch (matcher.group(1)) {
                case "cron" ->
                        new ByCron(Cron.of(matcher.group(2)), zone, offset == null ? 0 : offset);
                case "rate" -> new ByRate(rate(matcher.group(2)), start);
                default -> new Once(LocalDateTime.parse(matcher.group(2)).atZone(zone).toInstant());
            };
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw invalid(expression, String.valueOf(wrong.getMessage()));
        }
    }

    /** The time zone of a name. */
    static ZoneId zone(@Nullable String name) {
        try {
            return ZoneId.of(name == null ? "Etc/UTC" : name);
        } catch (DateTimeException unknown) {
            throw Refusals.validation("The time zone " + name + " is not valid.");
        }
    }

    private static AwsFailure invalid(String expression, String why) {
        return Refusals.validation("The schedule " + expression + " is not valid: " + why + ".");
    }

    private static Duration rate(String text) {
        Matcher matcher = Pattern.compile("(\\d{1,5}) (minute|hour|day)(s?)").matcher(text.strip());
        boolean good = matcher.matches();
        int count = good ? Integer.parseInt(matcher.group(1)) : 0;
        if (count < 1 || (count == 1) != matcher.group(3).isEmpty()) {
            throw new IllegalArgumentException(
                    "a rate is a number and minutes, hours or days, or 1 and the singular");
        }
        return switch (matcher.group(2)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** By a cron expression, some days late. */
    record ByCron(Cron cron, ZoneId zone, int offset) implements Schedule {
        @Override
        public Optional<Instant> next(Instant after) {
            return cron.next(after.atZone(zone).minusDays(offset))
                    .map(each -> each.plusDays(offset))
                    .map(ZonedDateTime::toInstant);
        }
    }

    /** Again and again from a start on. */
    record ByRate(Duration interval, Instant start) implements Schedule {
        @Override
        public Optional<Instant> next(Instant after) {
            if (after.isBefore(start)) {
                return Optional.of(start.plus(interval));
            }
            long passed = Duration.between(start, after).dividedBy(interval);
            return Optional.of(start.plus(interval.multipliedBy(passed + 1)));
        }
    }

    /** At one moment. */
    record Once(Instant at) implements Schedule {
        @Override
        public Optional<Instant> next(Instant after) {
            return at.isAfter(after) ? Optional.of(at) : Optional.empty();
        }
    }
}
