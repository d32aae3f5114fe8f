package dev.sila.localcloud.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client stays with its target, and by what.
 *
 * @param kind how the client is known
 * @param cookie the balancer's own cookie, such as {@code AWSALB}
 * @param application the application's cookie that the balancer's one follows; absent for none
 * @param duration how long the balancer's cookie lives; absent for the browser's session
 */
public record Stickiness(
        Kind kind, String cookie, @Nullable String application, @Nullable Duration duration) {
    public static final Stickiness OFF = new Stickiness(Kind.NONE, "", null, null);

    /** By the address that the connection comes from. */
    public static final Stickiness SOURCE_ADDRESS =
            new Stickiness(Kind.SOURCE_ADDRESS, "", null, null);

    /** How a client is known. */
    public enum Kind {
        NONE,
        COOKIE,
        SOURCE_ADDRESS
    }

    /** ALB's own cookie. */
    public static Stickiness balancerCookie(Duration duration) {
        return new Stickiness(Kind.COOKIE, "AWSALB", null, duration);
    }

    /** ALB's cookie that follows one of the application's. */
    public static Stickiness applicationCookie(String name, Duration duration) {
        return new Stickiness(Kind.COOKIE, "AWSALBAPP-0", name, duration);
    }

    /** A classic balancer's cookie, which lives by itself or as long as the application's. */
    public static Stickiness classicCookie(
            @Nullable String application, @Nullable Duration duration) {
        return new Stickiness(Kind.COOKIE, "AWSELB", application, duration);
    }

    /**
     * The cookies that go to the client with an answer.
     *
     * @param set the values of the answer's own Set-Cookie fields
     */
    List<String> cookies(TargetKey target, List<String> set) {
        boolean due =
                kind == Kind.COOKIE
                        && (application == null
                                || set.stream()
                                        .anyMatch(each -> each.startsWith(application + "=")));
        return due ? pair(cookie, target.id() + "|" + target.port(), duration) : List.of();
    }

    /** A cookie and, for ALB, its twin for requests of other sites. */
    static List<String> pair(String name, String text, @Nullable Duration duration) {
        String value =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
        String age = duration == null ? "" : "; Max-Age=" + duration.toSeconds();
        List<String> cookies = new ArrayList<>();
        cookies.add(name + "=" + value + age + "; Path=/");
        if (name.equals("AWSALB") || name.equals("AWSALBTG")) {
            cookies.add(name + "CORS=" + value + age + "; Path=/; SameSite=None; Secure");
        }
        return cookies;
    }

    /** The target that a request's Cookie field asks for. */
    Optional<TargetKey> wanted(String cookies) {
        boolean named = application == null || value(application, cookies).isPresent();
        return kind == Kind.COOKIE && named
                ? text(cookie, cookies).flatMap(Stickiness::key)
                : Optional.empty();
    }

    /** The text in a cookie that {@link #pair} made. */
    static Optional<String> text(String name, String cookies) {
        try {
            return value(name, cookies)
                    .map(each ->
                            new String(
                                    Base64.getUrlDecoder().decode(each), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static Optional<String> value(String name, String cookies) {
        return Arrays.stream(cookies.split(";"))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .map(cookie -> cookie.substring(name.length() + 1));
    }

    private static Optional<TargetKey> key(String text) {
        int bar = text.lastIndexOf('|');
        return bar >= 0 && text.substring(bar + 1).matches("[0-9]{1,5}")
                ? Optional.of(
                        new TargetKey(
                                text.substring(0, bar), Integer.parseInt(text.substring(bar + 1))))
                : Optional.empty();
    }
}
