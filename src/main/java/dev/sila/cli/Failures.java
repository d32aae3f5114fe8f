package dev.sila.cli;

import dev.sila.aws.AwsFailures;
import dev.sila.cli.output.Paint;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Severity;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into lines on stderr and an exit code. */
final class Failures {
    private final Session session;

    Failures(Session session) {
        this.session = session;
    }

    /** The command line itself is wrong: what, what may have been meant, and where help is. */
    int usage(ParameterException failure, String... arguments) {
        CommandLine command = failure.getCommandLine();
        PrintStream err = session.terminal().err();
        err.println(label(session.paint("err"), Severity.ERROR) + failure.getMessage());
        if (failure instanceof UnmatchedArgumentException) {
            UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        } else if (!command.getSubcommands().isEmpty()) {
            err.println("Commands: " + String.join(", ", command.getSubcommands().keySet()));
        }
        command.getErr().flush();
        err.println("Help: " + command.getCommandSpec().qualifiedName(" ").strip() + " --help");
        return ExitCode.USAGE;
    }

    /** The command failed. */
    int execution(Exception failure, CommandLine command, ParseResult parsed) {
        Optional<Problem> fromAws = AwsFailures.inWords("AWS", failure);
        if (failure instanceof ProblemException carried) {
            print(carried);
        } else if (fromAws.isPresent()) {
            print(new ProblemException(fromAws.get()));
        } else {
            printUnexpected(failure);
        }
        return ExitCode.SOFTWARE;
    }

    private void print(ProblemException carried) {
        print(session, "err", carried.problems());
        if (carried.problems().size() > 1) {
            session.terminal().err().println(carried.problems().size() + " problems.");
        }
    }

    /**
     * A line for each problem.
     *
     * @param stream {@code err}, or {@code out} if the problems are what was asked for
     */
    static void print(Session session, String stream, List<Problem> problems) {
        Terminal terminal = session.terminal();
        PrintStream to = stream.equals("out") ? terminal.out() : terminal.err();
        for (Problem problem : problems) {
            to.println(label(session.paint(stream), problem.severity()) + problem.line());
        }
    }

    /** What no command foresaw: told in full where it was asked for, since it may be our fault. */
    private void printUnexpected(Exception failure) {
        PrintStream err = session.terminal().err();
        err.println(label(session.paint("err"), Severity.ERROR) + failure);
        if (session.terminal().environment().containsKey("SILA_TRACE")) {
            failure.printStackTrace(err);
        } else {
            err.println(
                    "Sila did not expect this. SILA_TRACE=1 shows where it happened; please report"
                            + " it.");
        }
    }

    private static String label(Paint paint, Severity severity) {
        return severity == Severity.ERROR ? paint.red("error: ") : paint.yellow("warning: ");
    }
}
