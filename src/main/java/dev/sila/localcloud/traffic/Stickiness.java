package dev.sila.localcloud.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Whether a client stays with its target, by the cookie AWSALB.
 *
 * @param enabled whether requests stick
 * @param duration how long the cookie lives
 */
public record Stickiness(boolean enabled, Duration duration) {
    public static final Stickiness OFF = new Stickiness(false, Duration.ofDays(1));

    static String setCookie(TargetKey target, Duration duration) {
        String text = target.id() + "|" + target.port();
        String value =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return "AWSALB=" + value + "; Max-Age=" + duration.toSeconds() + "; Path=/";
    }

    /** The target that a request's Cookie field asks for. */
    static Optional<TargetKey> wanted(String cookies) {
        return Arrays.stream(cookies.split(";"))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith("AWSALB="))
                .findFirst()
                .flatMap(cookie -> decode(cookie.substring("AWSALB=".length())));
    }

    private static Optional<TargetKey> decode(String value) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
            int bar = text.lastIndexOf('|');
            return bar < 0
                    ? Optional.empty()
                    : Optional.of(
                            new TargetKey(
                                    text.substring(0, bar),
                                    Integer.parseInt(text.substring(bar + 1))));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
