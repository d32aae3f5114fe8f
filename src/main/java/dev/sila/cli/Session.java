package dev.sila.cli;

import dev.sila.cli.output.Output;
import dev.sila.cli.output.Paint;
import dev.sila.cli.output.Progress;
import dev.sila.config.EnvironmentDirectory;
import dev.sila.problem.ProblemException;
import java.nio.file.Path;

/**
 * What one run of the program gives its commands. Made before the command line is read: commands
 * ask it when they run, not when they are made.
 */
final class Session {
    private final Terminal terminal;
    private final GlobalOptions options;
    private final Interruption interruption;
    private final Progress progress;

    Session(Terminal terminal, GlobalOptions options, Interruption interruption) {
        this.terminal = terminal;
        this.options = options;
        this.interruption = interruption;
        this.progress = new Progress(terminal.err());
    }

    Terminal terminal() {
        return terminal;
    }

    GlobalOptions options() {
        return options;
    }

    Interruption interruption() {
        return interruption;
    }

    /**
     * The configuration's directory.
     *
     * @throws ProblemException if there is none
     */
    Path config() {
        return EnvironmentDirectory.locate(
                options.config(), terminal.environment(), Path.of("").toAbsolutePath());
    }

    /** Data, to stdout, in the format that was asked for. */
    Output output() {
        return new Output(terminal.out(), options.format(), paint("out"));
    }

    /** What is being done and waited for, to stderr. */
    Progress progress() {
        return progress;
    }

    /** Colours for {@code out} or {@code err}; none unless it is a terminal. */
    Paint paint(String stream) {
        return new Paint(terminal.colours(stream) && !options.noColor());
    }

    /** Questions before changes. */
    Confirmation confirmation() {
        return new Confirmation(terminal, options.yes());
    }
}
