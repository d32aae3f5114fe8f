package dev.sila.cli;

import dev.sila.cli.operation.Networks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which environment is meant. */
final class NamedEnvironment {
    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "Its type, an [envtype:TYPE] of disco_vpc.ini (default: the one it was made with, or as"
                            + " its [env:NAME] says).")
    private @Nullable String type;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description =
                    "From which free address ranges are drawn when it is made; the same number draws the"
                            + " same ones (default: from its name).")
    private @Nullable Long seed;

    @Mixin private VpcTags tags = new VpcTags();

    String name() {
        return environment.name();
    }

    Networks.Request request() {
        return new Networks.Request(environment.name(), type, tags.parsed(), seed);
    }
}
