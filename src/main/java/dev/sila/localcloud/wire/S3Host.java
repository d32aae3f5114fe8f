package dev.sila.localcloud.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bucket in the name of the host: {@code BUCKET.localhost} and {@code
 * BUCKET.s3.REGION.amazonaws.com}. Source: S3 user guide, "Virtual hosting of general purpose
 * buckets".
 */
final class S3Host {
    private static final Pattern BUCKET =
            Pattern.compile("(.+?)\\.(?:s3[.-](?:.+\\.)?amazonaws\\.com|(?:s3\\.)?localhost)");

    private S3Host() {}

    /** The path of a request, with the bucket in front in either way. */
    static String path(Incoming incoming) {
        String host = incoming.header("Host").orElse("").replaceAll(":\\d+$", "");
        Matcher matcher = BUCKET.matcher(host);
        boolean named = matcher.matches() && !matcher.group(1).equals("s3");
        return named ? "/" + matcher.group(1) + incoming.rawPath() : incoming.rawPath();
    }
}
