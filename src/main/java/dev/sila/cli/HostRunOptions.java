package dev.sila.cli;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that run something on many hosts. */
final class HostRunOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = {"--concurrency", "--concurrent"},
            paramLabel = "NUMBER",
            description = "On how many hosts at the same time (default: ${DEFAULT-VALUE}).")
    private int concurrency = 10;

    @Option(
            names = "--max-errors",
            paramLabel = "NUMBER",
            description =
                    "How many hosts may fail; with one more, no other is begun (default: all are"
                            + " tried).")
    private @Nullable Integer errors;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How long it may take, such as 10m (default: 1h).")
    private Duration timeout = Duration.ofHours(1);

    /**
     * Refuses what makes no sense.
     *
     * @throws ParameterException if options are wrong
     */
    void check() {
        if (concurrency < 1) {
            throw usage("--concurrency " + concurrency + ": it is at least 1.");
        }
        if (errors != null && errors < 0) {
            throw usage("--max-errors " + errors + ": it is at least 0.");
        }
        if (!timeout.isPositive()) {
            throw usage("--timeout is longer than nothing.");
        }
    }

    int concurrency() {
        return concurrency;
    }

    /** How many of so many hosts may fail before no other is begun. */
    int errors(int hosts) {
        return errors == null ? hosts : errors;
    }

    Duration timeout() {
        return timeout;
    }

    private ParameterException usage(String what) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), what);
    }
}
