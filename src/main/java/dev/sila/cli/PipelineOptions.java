package dev.sila.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which pipeline is meant, and where it runs. */
final class PipelineOptions {
    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--pipeline",
            required = true,
            paramLabel = "FILE",
            description =
                    "The pipeline: a CSV file of the configuration directory, such as pipelines/shop.csv.")
    private String pipeline = "";

    String environment() {
        return environment.name();
    }

    String pipeline() {
        return pipeline;
    }
}
