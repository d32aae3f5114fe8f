package dev.sila.localcloud.service.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where the next page begins, not to be read by clients. */
final class Tokens {
    private static final String MARK = "after ";

    private Tokens() {}

    static String write(String last) {
        return Base64.getEncoder().encodeToString((MARK + last).getBytes(StandardCharsets.UTF_8));
    }

    static String read(String token) {
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below, like any other text that is none of ours
        }
        throw Refusals.invalidArgument(
                "The continuation token provided is incorrect", "continuation-token", token);
    }
}
