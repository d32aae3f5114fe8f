package dev.sila.localcloud.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Single values to and from text. */
final class Scalar {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private Scalar() {}

    /**
     * A field's value from its text.
     *
     * @throws IllegalArgumentException if the text is no such value; the message says why
     */
    static Object parse(SdkField<?> field, String text) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text;
            case INTEGER -> Integer.valueOf(text.strip());
            case LONG -> Long.valueOf(text.strip());
            case SHORT -> Short.valueOf(text.strip());
            case BYTE -> Byte.valueOf(text.strip());
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BIG_DECIMAL -> new BigDecimal(text.strip());
            case BOOLEAN -> bool(text.strip());
            case INSTANT -> instant(text.strip());
            case SDK_BYTES -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
            default -> throw new IllegalArgumentException("not a single value");
        };
    }

    /** A field's value as text. */
    static String format(SdkField<?> field, Object value) {
        return format(field, value, Format.ISO_8601);
    }

    /** A field's value as text, a time in that way if the field does not say. */
    static String format(SdkField<?> field, Object value, Format times) {
        return switch (value) {
            case Instant instant -> format(instant, format(field, times));
            case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    /** How a field's time is written, or the protocol's way if the field does not say. */
    static Format format(SdkField<?> field, Format otherwise) {
        return field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format)
                .orElse(otherwise);
    }

    /** Seconds since 1970 with milliseconds behind the point. */
    static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3).stripTrailingZeros();
    }

    /** The moment that many seconds after 1970. */
    static Instant fromSeconds(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    private static String format(Instant instant, Format format) {
        return switch (format) {
            case ISO_8601 ->
                    DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MILLIS));
            case RFC_822 -> HTTP_DATE.format(instant.atOffset(ZoneOffset.UTC));
            case UNIX_TIMESTAMP -> seconds(instant).toPlainString();
            case UNIX_TIMESTAMP_MILLIS -> Long.toString(instant.toEpochMilli());
            default -> throw new IllegalStateException("No such time format: " + format);
        };
    }

    private static boolean bool(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException("must be true or false");
    }

    private static Instant instant(String text) {
        if (text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,2})?")) {
            return fromSeconds(new BigDecimal(text));
        }
        try {
            return Character.isDigit(text.isEmpty() ? ' ' : text.charAt(0))
                    ? OffsetDateTime.parse(text).toInstant()
                    : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "must be a time such as 2026-01-31T12:00:00Z", wrong);
        }
    }
}
