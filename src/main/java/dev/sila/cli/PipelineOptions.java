package dev.sila.cli;

import picocli.CommandLine.Option;

/** The options that say which pipeline is meant, and where it runs. */
final class PipelineOptions {
    @Option(
            names = {"--env", "--name"},
            required = true,
            paramLabel = "NAME",
            description = "The environment, which must exist.")
    private String environment = "";

    @Option(
            names = "--pipeline",
            required = true,
            paramLabel = "FILE",
            description =
                    "The pipeline: a CSV file of the configuration directory, such as pipelines/shop.csv.")
    private String pipeline = "";

    String environment() {
        return environment;
    }

    String pipeline() {
        return pipeline;
    }
}
