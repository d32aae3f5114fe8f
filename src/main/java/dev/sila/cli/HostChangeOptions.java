package dev.sila.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The options of commands that change the state of hosts. */
final class HostChangeOptions {
    @Option(
            names = "--dry-run",
            description = "Only show what would be done: changes nothing, asks nothing.")
    private boolean dryRun;

    @Option(
            names = "--no-wait",
            description = "Do not wait until the hosts are in their new state.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How long to wait for that (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(15);

    HostChange.Choices choices() {
        return new HostChange.Choices(dryRun, noWait, timeout);
    }
}
