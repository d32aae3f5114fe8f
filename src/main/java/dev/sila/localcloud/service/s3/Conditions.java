package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Conditional requests. Source: RFC 9110, section 13; S3 API reference, "GetObject", "CopyObject",
 * "PutObject".
 *
 * @param prefix of the headers' names, as the conditions on the source of a copy have
 */
record Conditions(
        String prefix,
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince) {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** Answers a read whose conditions do not hold: 412, or 304 if nothing changed. */
    void checkRead(Version version) {
        check(
                version,
                condition ->
                        new AwsFailure("NotModified", "Not Modified", 304)
                                .header("ETag", version.quotedEtag())
                                .header("Last-Modified", HTTP_DATE.format(version.modified())));
    }

    /** Refuses a copy whose conditions do not hold. */
    void checkCopy(Version source) {
        check(source, Refusals::preconditionFailed);
    }

    private void check(Version version, Function<String, AwsFailure> unchanged) {
        String etag = version.etag();
        if (ifMatch != null) {
            if (!matches(ifMatch, etag)) {
                throw Refusals.preconditionFailed(prefix + "If-Match");
            }
        } else if (ifUnmodifiedSince != null && version.modified().isAfter(ifUnmodifiedSince)) {
            throw Refusals.preconditionFailed(prefix + "If-Unmodified-Since");
        }
        if (ifNoneMatch != null) {
            if (matches(ifNoneMatch, etag)) {
                throw unchanged.apply(prefix + "If-None-Match");
            }
        } else if (ifModifiedSince != null && !version.modified().isAfter(ifModifiedSince)) {
            throw unchanged.apply(prefix + "If-Modified-Since");
        }
    }

    /** Refuses a write whose conditions do not hold. */
    static void checkWrite(
            Bucket bucket, String key, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        Optional<Version> current = bucket.current(key);
        if (ifNoneMatch != null) {
            if (!ifNoneMatch.strip().equals("*")) {
                throw Refusals.notImplemented("If-None-Match");
            }
            if (current.isPresent()) {
                throw Refusals.preconditionFailed("If-None-Match");
            }
        }
        if (ifMatch != null) {
            Version there = current.orElseThrow(() -> Refusals.noSuchKey(key));
            if (!matches(ifMatch, there.etag())) {
                throw Refusals.preconditionFailed("If-Match");
            }
        }
    }

    /** Whether a header names an entity tag; quotation marks may be left out. */
    static boolean matches(String header, String etag) {
        return header.strip().equals("*")
                || Arrays.stream(header.split(",", -1))
                        .map(each -> each.strip().replaceFirst("^W/", "").replace("\"", ""))
                        .anyMatch(etag::equals);
    }
}
