package dev.sila.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of every command that changes something in a cloud. */
final class ChangeOptions {
    @Option(
            names = "--dry-run",
            description = "Only show what would be done: changes nothing, asks nothing.")
    private boolean dryRun;

    @Option(
            names = "--wait-for-lease",
            paramLabel = "DURATION",
            converter = Durations.class,
            description =
                    "How long to wait while another run changes the environment, such as 30m"
                            + " (default: fail at once).")
    private Duration waitForLease = Duration.ZERO;

    boolean dryRun() {
        return dryRun;
    }

    Duration waitForLease() {
        return waitForLease;
    }
}
