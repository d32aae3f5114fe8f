package dev.sila.cli;

import picocli.CommandLine.Option;

/** The option that says in which environment. */
final class EnvironmentOption {
    @Option(
            names = {"--env", "--name"},
            required = true,
            paramLabel = "NAME",
            description = "The environment.")
    private String name = "";

    String name() {
        return name;
    }
}
