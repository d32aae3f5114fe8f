package dev.sila.localcloud.service.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Dates as conditions write them: a form of ISO 8601, or seconds since 1970. */
final class Dates {
    private Dates() {}

    static Optional<Instant> parse(String text) {
        try {
            if (text.matches("-?\\d{5,12}(\\.\\d+)?")) {
                return Optional.of(
                        Instant.ofEpochMilli(new BigDecimal(text).movePointRight(3).longValue()));
            }
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return Optional.of(OffsetDateTime.parse(withSeconds(text)).toInstant());
        } catch (DateTimeParseException wrong) {
            return Optional.empty();
        }
    }

    /** Java wants a colon in the offset. */
    private static String withSeconds(String text) {
        return text.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
    }
}
