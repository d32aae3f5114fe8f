package dev.sila.cli;

import dev.sila.aws.AwsFailures;
import dev.sila.cli.operation.UnknownName;
import dev.sila.cli.output.Output;
import dev.sila.cli.output.Paint;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Severity;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * The command failed. For people on stderr; and where data was asked for as JSON or YAML, as a
     * document on stdout, so that whoever reads that finds either the data or the problems.
     */
    int execution(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof UnknownName selection) {
            return usage(new ParameterException(command, selection.message()));
        }
        List<Problem> problems = problems(failure);
        if (problems.isEmpty()) {
            printUnexpected(failure);
            problems = List.of(unexpected(failure));
        } else {
            print(session, "err", problems);
            if (problems.size() > 1) {
                session.terminal().err().println(problems.size() + " problems.");
            }
        }
        Output output = session.output();
        if (!output.forPeople()) {
            List<Map<String, Object>> told = problems.stream().map(Failures::data).toList();
            output.object(Map.of("problems", told));
        }
        return ExitCode.SOFTWARE;
    }

    private static List<Problem> problems(Exception failure) {
        return failure instanceof ProblemException carried
                ? carried.problems()
                : AwsFailures.inWords("AWS", failure).stream().toList();
    }

    private static Map<String, Object> data(Problem problem) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("severity", problem.severity());
        data.put("where", problem.where());
        data.put("what", problem.what());
        data.put("remedy", problem.remedy());
        return data;
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

    private static Problem unexpected(Exception failure) {
        return Problem.error(
                "sila",
                String.valueOf(failure),
                "SILA_TRACE=1 shows where it happened; please report it.");
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
