package dev.sila.cli.operation;

import java.time.Duration;

/**
 * How long to wait for hosts. Source of the times: Asiaq waits 300 s for a group's instances and
 * 1,200 s for their smoke tests, and looks every 15 s.
 *
 * @param launch until a group has launched as many instances as it wants
 * @param well from then on, until they are in service and have passed their smoke tests
 */
public record Patience(Duration launch, Duration well) {
    /** The seed's times. */
    public static final Patience STANDARD =
            new Patience(Duration.ofMinutes(5), Duration.ofMinutes(20));
}
