package dev.sila.cli;

import dev.sila.cli.output.Format;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The root of the command line, with the options of every command: before or after noun and verb.
 */
@Command(
        name = "sila",
        synopsisSubcommandLabel = "<noun> <verb>",
        versionProvider = Version.class,
        description = "Runs production fleets on AWS, and rehearses them on a local cloud.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.",
            "AWS settings (profile, region, AWS_ENDPOINT_URL) are read as the AWS CLI reads them."
        })
final class GlobalOptions {
    /** Where {@code sila local up} listens unless told otherwise. */
    static final int LOCAL_PORT = 4570;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "The directory of the configuration (default: $SILA_CONFIG, $ASIAQ_CONFIG, else here).")
    private @Nullable String config;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            scope = ScopeType.INHERIT,
            description = "The AWS region (default: as the AWS CLI finds it).")
    private @Nullable String region;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            scope = ScopeType.INHERIT,
            description = "The profile in the AWS configuration (default: $AWS_PROFILE).")
    private @Nullable String profile;

    @Option(
            names = "--local",
            scope = ScopeType.INHERIT,
            description = "Use the local cloud of this machine (sila local up).")
    private boolean local;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Speak to this AWS endpoint (default: $AWS_ENDPOINT_URL, else AWS).")
    private @Nullable URI endpoint;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "How data is printed: table, json or yaml (default: table).")
    private Format format = Format.TABLE;

    @Option(
            names = {"-y", "--yes"},
            scope = ScopeType.INHERIT,
            description = "Do not ask; go ahead.")
    private boolean yes;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "No colours, also on a terminal (as $NO_COLOR).")
    private boolean noColor;

    /** The configuration's directory that was given. */
    @Nullable String config() {
        return config;
    }

    /** The region that was given; empty leaves it to the AWS settings. */
    Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /** The profile that was given; empty leaves it to the AWS settings. */
    Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /** Whether the local cloud was asked for by {@code --local}. */
    boolean local() {
        return local;
    }

    /**
     * The endpoint that was given, by {@code --endpoint-url} or {@code --local}; empty leaves it to
     * the AWS settings.
     *
     * @throws ProblemException if both were given
     */
    Optional<URI> endpoint() {
        if (local && endpoint != null) {
            throw new ProblemException(
                    Problem.error(
                            "--endpoint-url",
                            "--local already names an endpoint.",
                            "Give one of the two."));
        }
        return local
                ? Optional.of(URI.create("http://127.0.0.1:" + LOCAL_PORT))
                : Optional.ofNullable(endpoint);
    }

    Format format() {
        return format;
    }

    boolean yes() {
        return yes;
    }

    boolean noColor() {
        return noColor;
    }
}
