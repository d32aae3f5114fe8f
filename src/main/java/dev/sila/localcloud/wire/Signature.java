package dev.sila.localcloud.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request's signature says: the credential scope of {@code Authorization: AWS4-HMAC-SHA256
 * Credential=KEY/DATE/REGION/SERVICE/aws4_request, …}, or of a presigned address, {@code
 * X-Amz-Credential=…}; or the key of S3's older signatures. The signature itself is not checked:
 * the local cloud knows no secrets.
 *
 * @param accessKeyId empty if the request is not signed
 * @param signingName empty if the request is not signed
 */
record Signature(String accessKeyId, String signingName) {
    private static final Pattern SCOPE =
            Pattern.compile("Credential=([^/,&\\s]+)/\\d+/[^/]*/([^/&]+)/aws4_request");
    private static final Pattern OLDER = Pattern.compile("^AWS ([^:\\s]+):");
    private static final Pattern OLDER_QUERY = Pattern.compile("(?:^|&)AWSAccessKeyId=([^&]+)");

    static Signature of(Incoming incoming) {
        String header = incoming.header("Authorization").orElse("");
        String query = incoming.rawQuery();
        Matcher matcher = SCOPE.matcher(header);
        if (matcher.find()) {
            return new Signature(matcher.group(1), matcher.group(2));
        }
        if (query.contains("X-Amz-Credential=")) {
            matcher = SCOPE.matcher(query.replace("%2F", "/").replace("%2f", "/"));
            if (matcher.find()) {
                return new Signature(matcher.group(1), matcher.group(2));
            }
        }
        for (Matcher older : new Matcher[] {OLDER.matcher(header), OLDER_QUERY.matcher(query)}) {
            if (older.find()) {
                return new Signature(older.group(1), "s3");
            }
        }
        return new Signature("", "");
    }
}
