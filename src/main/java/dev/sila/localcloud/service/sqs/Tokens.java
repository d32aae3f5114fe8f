package dev.sila.localcloud.service.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tokens of pages and receipts: text that means nothing to its holder. */
final class Tokens {
    private Tokens() {}

    static String write(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String read(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Refusals.invalid(token, "NextToken", "Invalid token");
        }
    }
}
