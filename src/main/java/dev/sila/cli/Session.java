package dev.sila.cli;

import dev.sila.aws.Time;
import dev.sila.aws.Waiter;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.output.Output;
import dev.sila.cli.output.Paint;
import dev.sila.cli.output.Progress;
import dev.sila.config.ConfigCheck;
import dev.sila.config.Configuration;
import dev.sila.config.ConfigurationReader;
import dev.sila.config.EnvironmentDirectory;
import dev.sila.config.NotYet;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What one run of the program gives its commands. Made before the command line is read: commands
 * ask it when they run, not when they are made.
 */
final class Session {
    private final Terminal terminal;
    private final GlobalOptions options;
    private final Interruption interruption;
    private final Progress progress;

    private final List<String> words;
    private final long start = System.nanoTime();

    /**
     * @param words the command line
     */
    Session(
            Terminal terminal,
            GlobalOptions options,
            Interruption interruption,
            List<String> words) {
        this.words = List.copyOf(words);
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

    /** How long the command runs already. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The command line's words. */
    List<String> words() {
        return words;
    }

    /** The cloud that the command line points at; to be closed. */
    Cloud cloud() {
        return new CloudAccess(this).open(listener -> new Waiter(Time.real(), listener));
    }

    /**
     * The same cloud.
     *
     * @param patience how long to wait for what is in the way of a deletion
     */
    Cloud cloud(Duration patience) {
        return new CloudAccess(this).open(listener -> new Waiter(Time.real(), listener, patience));
    }

    /**
     * The files of the configuration's directory, read.
     *
     * @throws dev.sila.problem.ProblemException with everything that cannot be read
     */
    Configuration configuration() {
        return ConfigurationReader.read(config());
    }

    /**
     * The files, read for one environment; stderr is told what is odd in them, and how many things
     * this version does not carry out, so that nothing is passed over in silence.
     *
     * @throws dev.sila.problem.ProblemException with everything that cannot be read
     */
    Configuration configuration(String environment) {
        Configuration configuration = configuration();
        List<Problem> found = ConfigCheck.check(config(), environment);
        found.stream()
                .filter(each -> each.severity() == Severity.WARNING && !NotYet.is(each))
                .forEach(each -> progress.say("warning: " + each.line()));
        long later = found.stream().filter(NotYet::is).count();
        long errors = found.stream().filter(each -> each.severity() == Severity.ERROR).count();
        if (later > 0) {
            progress.say(
                    "warning: %d things in the files are not carried out yet; sila config check names them."
                            .formatted(later));
        }
        if (errors > 0) {
            progress.say(
                    "warning: sila config check --env %s finds %d %s in the files; not all need concern this."
                            .formatted(environment, errors, errors == 1 ? "error" : "errors"));
        }
        return configuration;
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
