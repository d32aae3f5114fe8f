package dev.sila.cli;

import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say whose log metrics are meant. */
final class LogMetricOptions {
    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--hostclass",
            split = ",",
            paramLabel = "HOSTCLASS",
            description = "Only those of this hostclass; may be given several times.")
    private Set<String> hostclasses = Set.of();

    String environment() {
        return environment.name();
    }

    Set<String> hostclasses() {
        return hostclasses;
    }

    /** Whether what belongs to that part is meant. */
    boolean meant(String part) {
        return hostclasses.isEmpty() || hostclasses.contains(part);
    }
}
