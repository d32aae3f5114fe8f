package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares a body with the checksums that came with it. Source: S3 user guide, "Checking object
 * integrity".
 */
final class S3Integrity {
    private S3Integrity() {}

    static void check(Incoming incoming) {
        checkSigned(incoming);
        List<Digest> sent =
                Arrays.stream(Digest.values())
                        .filter(each -> incoming.header(each.header()).isPresent())
                        .toList();
        checkAnnounced(incoming, sent);
        // there, they are those of the object that is put together
        boolean completes =
                incoming.method().equals("POST") && incoming.rawQuery().contains("uploadId=");
        sent.stream()
                .filter(each -> each == Digest.MD5 || !completes)
                .forEach(each -> compare(each, incoming));
    }

    private static void checkSigned(Incoming incoming) {
        Optional<String> promised = incoming.header("x-amz-content-sha256");
        boolean signed = incoming.header("Authorization").orElse("").startsWith("AWS4-HMAC-SHA256");
        if (promised.isEmpty()) {
            if (signed) {
                throw new AwsFailure(
                        "InvalidRequest",
                        "Missing required header for this request: x-amz-content-sha256");
            }
            return;
        }
        String value = promised.get();
        if (value.equals("UNSIGNED-PAYLOAD") || value.startsWith("STREAMING-")) {
            return;
        }
        if (!value.matches("[0-9a-fA-F]{64}")) {
            throw new AwsFailure(
                            "InvalidArgument",
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD,"
                                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, or a valid sha256"
                                    + " value.")
                    .detail("ArgumentName", "x-amz-content-sha256")
                    .detail("ArgumentValue", value);
        }
        byte[] found = incoming.upload().digest(Digest.SHA256);
        if (!HexFormat.of().formatHex(found).equalsIgnoreCase(value)) {
            throw new AwsFailure(
                            "XAmzContentSHA256Mismatch",
                            "The provided 'x-amz-content-sha256' header does not match what was"
                                    + " computed.")
                    .detail("ClientComputedContentSHA256", value)
                    .detail("S3ComputedContentSHA256", HexFormat.of().formatHex(found));
        }
    }

    private static void checkAnnounced(Incoming incoming, List<Digest> sent) {
        long checksums = sent.stream().filter(each -> each != Digest.MD5).count();
        if (checksums > 1) {
            throw new AwsFailure(
                    "InvalidRequest",
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not"
                            + " allowed.");
        }
        String trailer = incoming.header("x-amz-trailer").orElse("");
        if (!trailer.isBlank() && incoming.header(trailer.strip()).isEmpty()) {
            throw new AwsFailure(
                    "MalformedTrailerError",
                    "The request contained trailing data that was not well-formed or did not"
                            + " conform to our published schema.");
        }
        Optional<String> algorithm = incoming.header("x-amz-sdk-checksum-algorithm");
        boolean known =
                algorithm.isEmpty()
                        || Arrays.stream(Digest.values())
                                .anyMatch(each -> each.name().equalsIgnoreCase(algorithm.get()));
        if (!known) {
            throw new AwsFailure(
                    "InvalidRequest", "Value for x-amz-sdk-checksum-algorithm header is invalid.");
        }
        if (algorithm.isPresent() && sent.isEmpty()) {
            throw new AwsFailure(
                    "InvalidRequest",
                    "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-*"
                            + " or x-amz-trailer headers were found.");
        }
    }

    private static void compare(Digest digest, Incoming incoming) {
        String text = incoming.header(digest.header()).orElse("");
        byte[] wanted;
        try {
            wanted = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            throw invalid(digest);
        }
        if (wanted.length != digest.length()) {
            throw invalid(digest);
        }
        if (!Arrays.equals(wanted, incoming.upload().digest(digest))) {
            throw new AwsFailure(
                    "BadDigest",
                    "The "
                            + (digest == Digest.MD5 ? "Content-MD5" : digest.name())
                            + " you specified did not match "
                            + (digest == Digest.MD5
                                    ? "what we received."
                                    : "the calculated checksum."));
        }
    }

    private static AwsFailure invalid(Digest digest) {
        return digest == Digest.MD5
                ? new AwsFailure("InvalidDigest", "The Content-MD5 you specified was invalid.")
                : new AwsFailure(
                        "InvalidRequest",
                        "Value for "
                                + digest.header().toLowerCase(Locale.ROOT)
                                + " header is invalid.");
    }
}
