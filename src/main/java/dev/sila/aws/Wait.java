package dev.sila.aws;

import java.time.Duration;

/**
 * Something that is waited for.
 *
 * @param what for people, so that it reads on after "waiting for": {@code vpc-1 to let go of its
 *     last network interface}
 * @param usually how long it usually takes; zero where nobody knows
 * @param limit when to give up
 */
public record Wait(String what, Duration usually, Duration limit) {

    /** A wait that usually takes some seconds and is given up after a number of minutes. */
    public static Wait brief(String what, int limitMinutes) {
        return new Wait(what, Duration.ofSeconds(5), Duration.ofMinutes(limitMinutes));
    }
}
