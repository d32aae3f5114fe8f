package dev.sila.cli;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands about some hostclasses of an environment. */
final class HostclassSelection {
    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--hostclass",
            required = true,
            split = ",",
            paramLabel = "HOSTCLASS",
            description = "The hostclass; several apart by commas, or the option several times.")
    private List<String> hostclasses = List.of();

    String environment() {
        return environment.name();
    }

    Set<String> hostclasses() {
        return new TreeSet<>(hostclasses);
    }
}
