package dev.sila.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@code 90}, {@code 90s}, {@code 30m}, {@code 2h}, {@code 1h30m} or {@code 14d} as a
 * duration.
 */
final class Durations implements ITypeConverter<Duration> {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?=[0-9])(?:(\\d{1,4})d)?(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s?)?");

    @Override
    public Duration convert(String typed) {
        Matcher parts = FORM.matcher(typed);
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "it is a number of seconds, or such as 90s, 30m, 1h30m, 14d, not " + typed);
        }
        return Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
