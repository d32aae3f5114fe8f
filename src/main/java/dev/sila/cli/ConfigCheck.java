package dev.sila.cli;

import dev.sila.cli.output.Column;
import dev.sila.cli.output.Output;
import dev.sila.config.EnvironmentFiles;
import dev.sila.problem.Problem;
import dev.sila.problem.Severity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Reports every problem of an environment directory at once. */
@Command(
        name = "check",
        description = "Report every problem of the configuration, with file, line and remedy.")
final class ConfigCheck implements Callable<Integer> {
    private static final List<Column<Problem>> COLUMNS =
            List.of(
                    Column.of("severity", Problem::severity),
                    Column.of("where", Problem::where),
                    Column.of("what", Problem::what),
                    Column.of("remedy", Problem::remedy));

    private final Session session;

    @Option(
            names = "--env",
            paramLabel = "ENV",
            description = "Look only at this environment (default: all that have a section).")
    private @Nullable String environment;

    ConfigCheck(Session session) {
        this.session = session;
    }

    /** Exits with 1 if an error is among the problems; warnings alone do not fail. */
    @Override
    public Integer call() {
        List<Problem> problems = dev.sila.config.ConfigCheck.check(session.config(), environment);
        Output output = session.output();
        if (output.forPeople()) {
            Failures.print(session, "out", problems);
        } else {
            output.rows(COLUMNS, problems);
        }
        Map<EnvironmentFiles.Fate, List<EnvironmentFiles.Entry>> files =
                EnvironmentFiles.of(session.config()).stream()
                        .collect(Collectors.groupingBy(EnvironmentFiles.Entry::fate));
        told("Read: ", files.get(EnvironmentFiles.Fate.READ));
        told("Without a section: ", files.get(EnvironmentFiles.Fate.EMPTY));
        told("No part of the configuration: ", files.get(EnvironmentFiles.Fate.OTHER));
        long errors = problems.stream().filter(ConfigCheck::isError).count();
        session.progress()
                .say(
                        problems.isEmpty()
                                ? "No problems."
                                : counted(errors, "error")
                                        + ", "
                                        + counted(problems.size() - errors, "warning")
                                        + ".");
        return errors == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Names the files of one fate; those that are not carried out are among the problems. */
    private void told(String beginning, @Nullable List<EnvironmentFiles.Entry> files) {
        if (files != null) {
            String names = files.stream().map(ConfigCheck::named).collect(Collectors.joining(", "));
            session.progress().say(beginning + names + ".");
        }
    }

    private static String named(EnvironmentFiles.Entry entry) {
        return entry.path() + (entry.files() > 1 ? " (" + entry.files() + " files)" : "");
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static boolean isError(Problem problem) {
        return problem.severity() == Severity.ERROR;
    }
}
