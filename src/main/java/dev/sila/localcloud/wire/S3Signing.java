package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * What can be said of a presigned address without knowing secrets: that it has all its parts, and
 * that it holds still. Source: S3 API reference, "Authenticating requests: using query parameters".
 */
final class S3Signing {
    private static final List<String> PARTS =
            List.of(
                    "X-Amz-Algorithm",
                    "X-Amz-Credential",
                    "X-Amz-Signature",
                    "X-Amz-Date",
                    "X-Amz-SignedHeaders",
                    "X-Amz-Expires");
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final long WEEK = Duration.ofDays(7).toSeconds();

    private S3Signing() {}

    /**
     * @param now the time by the clock of signers, which is never that of a rehearsal
     */
    static void check(Incoming incoming, Instant now) {
        QueryString query = QueryString.parse(incoming.rawQuery());
        if (PARTS.stream().anyMatch(each -> query.value(each).isPresent())) {
            checkPresigned(query, now);
        } else if (query.value("AWSAccessKeyId").isPresent()) {
            checkOlder(query, now);
        } else {
            checkHeader(incoming.header("Authorization").orElse(""), incoming);
        }
    }

    private static void checkPresigned(QueryString query, Instant now) {
        if (!PARTS.stream().allMatch(each -> query.value(each).isPresent())) {
            throw wrong(
                    "Query-string authentication version 4 requires the "
                            + String.join(", ", PARTS)
                            + " parameters.");
        }
        long expires = seconds(query.value("X-Amz-Expires").orElse(""));
        if (expires < 0) {
            throw wrong("X-Amz-Expires should be a number");
        }
        if (expires > WEEK) {
            throw wrong(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given"
                            + " X-Amz-Expires must be less than 604800 seconds");
        }
        Instant signed;
        try {
            signed = Instant.from(BASIC.parse(query.value("X-Amz-Date").orElse("")));
        } catch (DateTimeException notBasic) {
            throw wrong("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }
        refuseExpired(signed.plusSeconds(expires), now);
    }

    private static void checkOlder(QueryString query, Instant now) {
        Optional<String> expires = query.value("Expires");
        if (expires.isEmpty() || query.value("Signature").isEmpty()) {
            throw new AwsFailure(
                    "AccessDenied",
                    "Query-string authentication requires the Signature, Expires and"
                            + " AWSAccessKeyId parameters",
                    403);
        }
        refuseExpired(Instant.ofEpochSecond(Math.max(0, seconds(expires.get()))), now);
    }

    private static void checkHeader(String header, Incoming incoming) {
        if (!header.isEmpty() && Signature.of(incoming).accessKeyId().isEmpty()) {
            throw new AwsFailure("InvalidArgument", "Unsupported Authorization Type")
                    .detail("ArgumentName", "Authorization")
                    .detail("ArgumentValue", header);
        }
    }

    private static void refuseExpired(Instant end, Instant now) {
        if (now.isAfter(end)) {
            throw new AwsFailure("AccessDenied", "Request has expired", 403)
                    .detail("Expires", end.toString())
                    .detail("ServerTime", now.toString());
        }
    }

    private static long seconds(String text) {
        return text.matches("\\d{1,12}") ? Long.parseLong(text) : -1;
    }

    private static AwsFailure wrong(String message) {
        return new AwsFailure("AuthorizationQueryParametersError", message);
    }
}
