package dev.sila.cli;

import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say whose log metrics are meant. */
final class LogMetricOptions {
    @Option(
            names = {"--env", "--name"},
            required = true,
            paramLabel = "NAME",
            description = "The environment.")
    private String environment = "";

    @Option(
            names = "--hostclass",
            paramLabel = "HOSTCLASS",
            description = "Only those of this hostclass; may be given several times.")
    private Set<String> hostclasses = Set.of();

    String environment() {
        return environment;
    }

    Set<String> hostclasses() {
        return hostclasses;
    }

    /** Whether what belongs to that part is meant. */
    boolean meant(String part) {
        return hostclasses.isEmpty() || hostclasses.contains(part);
    }
}
