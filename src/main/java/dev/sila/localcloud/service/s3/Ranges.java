package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some bytes of an object.
 *
 * @param first the first byte's place, from 0
 * @param last the last byte's place
 * @param size of the whole object
 */
record Ranges(long first, long last, long size) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * What a {@code Range} header asks for. One that is malformed or asks for several ranges is
     * passed over (RFC 9110, section 14.2).
     *
     * @throws AwsFailure {@code InvalidRange} if the object has none of these bytes
     */
    static Optional<Ranges> parse(@Nullable String header, long size) {
        Matcher matcher = RANGE.matcher(header == null ? "" : header.strip());
        if (!matcher.matches() || (matcher.group(1) + matcher.group(2)).isEmpty()) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            if (suffix == 0 || size == 0) {
                throw unsatisfiable(String.valueOf(header), size);
            }
            return Optional.of(new Ranges(Math.max(0, size - suffix), size - 1, size));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        if (last < first) {
            return Optional.empty();
        }
        if (first >= size) {
            throw unsatisfiable(String.valueOf(header), size);
        }
        return Optional.of(new Ranges(first, Math.min(last, size - 1), size));
    }

    /** A range of a source of a part, which must be whole and within it. */
    static Ranges ofSource(String header, long size) {
        Matcher matcher = RANGE.matcher(header.strip());
        if (!matcher.matches() || matcher.group(1).isEmpty() || matcher.group(2).isEmpty()) {
            throw Refusals.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where"
                            + " first and last are the zero-based offsets of the first and last"
                            + " bytes to copy",
                    "x-amz-copy-source-range",
                    header);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        if (first > last || last >= size) {
            throw Refusals.invalidArgument(
                    "Range specified is not valid for source object of size: " + size,
                    "x-amz-copy-source-range",
                    header);
        }
        return new Ranges(first, last, size);
    }

    long length() {
        return last - first + 1;
    }

    /** As {@code Content-Range} says it. */
    String shown() {
        return "bytes " + first + "-" + last + "/" + size;
    }

    private static AwsFailure unsatisfiable(String header, long size) {
        return new AwsFailure("InvalidRange", "The requested range is not satisfiable", 416)
                .detail("RangeRequested", header)
                .detail("ActualObjectSize", Long.toString(size))
                .header("Content-Range", "bytes */" + size);
    }
}
