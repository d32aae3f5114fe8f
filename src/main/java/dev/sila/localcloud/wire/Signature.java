package dev.sila.localcloud.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request's signature says: the credential scope of {@code Authorization: AWS4-HMAC-SHA256
 * Credential=KEY/DATE/REGION/SERVICE/aws4_request, …}. The signature itself is not checked: the
 * local cloud knows no secrets.
 *
 * @param accessKeyId empty if the request is not signed
 * @param signingName empty if the request is not signed
 */
record Signature(String accessKeyId, String signingName) {
    private static final Pattern SCOPE =
            Pattern.compile("Credential=([^/,\\s]+)/\\d+/[^/]*/([^/]+)/aws4_request");

    static Signature of(Incoming incoming) {
        Matcher matcher = SCOPE.matcher(incoming.header("Authorization").orElse(""));
        return matcher.find()
                ? new Signature(matcher.group(1), matcher.group(2))
                : new Signature("", "");
    }
}
