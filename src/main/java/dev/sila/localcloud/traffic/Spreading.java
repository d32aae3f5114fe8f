package dev.sila.localcloud.traffic;

import java.time.Duration;

/**
 * How requests are spread over a group's targets.
 *
 * @param acrossZones whether each zone's share goes to the targets of all zones
 * @param failOpen whether unhealthy targets take requests when none is healthy
 * @param slowStart how long a target that became healthy gets a growing share; zero for not at all
 */
public record Spreading(
        boolean acrossZones, boolean failOpen, Algorithm algorithm, Duration slowStart) {
    /** As ALB does without further attributes. */
    public static final Spreading STANDARD =
            new Spreading(true, true, Algorithm.ROUND_ROBIN, Duration.ZERO);

    /** ALB's algorithms. */
    public enum Algorithm {
        ROUND_ROBIN,
        LEAST_OUTSTANDING,
        RANDOM
    }
}
