package dev.sila.localcloud.service.s3;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Keys in addresses. */
final class Urls {
    private Urls() {}

    /** Percent-encoded, but for slashes. */
    static String encode(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%7E", "~");
    }

    /** A plus sign is a plus sign. */
    static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Refusals.invalidArgument(
                    "Invalid copy source encoding", "x-amz-copy-source", text);
        }
    }
}
