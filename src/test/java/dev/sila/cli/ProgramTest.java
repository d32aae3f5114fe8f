package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.output.Format;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

final class ProgramTest {
    private static final List<String> GLOBALS =
            List.of(
                    "--config=conf",
                    "--region=eu-west-1",
                    "--profile=ops",
                    "--endpoint-url=http://localhost:1",
                    "-o",
                    "json",
                    "--yes",
                    "--no-color");

    static Stream<List<String>> positions() {
        return Stream.of(
                        Stream.of(GLOBALS.stream(), Stream.of("local", "status")),
                        Stream.of(Stream.of("local"), GLOBALS.stream(), Stream.of("status")),
                        Stream.of(Stream.of("local", "status"), GLOBALS.stream()),
                        Stream.of(
                                GLOBALS.subList(0, 3).stream(),
                                Stream.of("local"),
                                GLOBALS.subList(3, 4).stream(),
                                Stream.of("status"),
                                GLOBALS.subList(4, 8).stream()))
                .map(parts -> parts.flatMap(each -> each).toList());
    }

    @ParameterizedTest
    @MethodSource("positions")
    void globalOptionsMayStandAnywhere(List<String> arguments) {
        GlobalOptions options = parsed(new Run.Desk(), arguments.toArray(String[]::new));

        assertThat(options.config()).isEqualTo("conf");
        assertThat(options.region()).contains("eu-west-1");
        assertThat(options.profile()).contains("ops");
        assertThat(options.endpoint()).contains(URI.create("http://localhost:1"));
        assertThat(options.format()).isEqualTo(Format.JSON);
        assertThat(options.yes()).isTrue();
        assertThat(options.noColor()).isTrue();
    }

    @Test
    void whatIsNotGivenIsLeftToTheSettings() {
        GlobalOptions options = parsed(new Run.Desk(), "local", "status");

        assertThat(options.config()).isNull();
        assertThat(options.region()).isEmpty();
        assertThat(options.profile()).isEmpty();
        assertThat(options.endpoint()).isEmpty();
        assertThat(options.format()).isEqualTo(Format.TABLE);
        assertThat(options.yes()).isFalse();
    }

    @Test
    void localNamesTheLocalCloudsEndpoint() {
        assertThat(parsed(new Run.Desk(), "local", "status", "--local").endpoint())
                .contains(URI.create("http://127.0.0.1:4570"));
    }

    /** A list of commands shows the first line of each description, which has to say it whole. */
    @Test
    void everyCommandAndOptionIsDescribed() {
        List<String> missing = new ArrayList<>();
        described(new Run.Desk().program().commandLine(), missing);
        assertThat(missing).isEmpty();
    }

    private static void described(CommandLine line, List<String> missing) {
        String name = line.getCommandSpec().qualifiedName(" ");
        String[] said = line.getCommandSpec().usageMessage().description();
        if (said.length == 0 || !said[0].endsWith(".")) {
            missing.add(name);
        }
        for (OptionSpec option : line.getCommandSpec().options()) {
            boolean valued = option.arity().max() > 0;
            boolean nameless = valued && option.paramLabel().startsWith("<");
            if (option.description().length == 0 || nameless) {
                missing.add(name + " " + option.longestName());
            }
        }
        line.getSubcommands().values().forEach(each -> described(each, missing));
    }

    @Test
    void versionAndHelpAreData() {
        assertThat(Run.of("--version").out()).startsWith("sila ").contains("Java");
        Run help = Run.of("local", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("status", "down");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void aMistypedVerbIsAUsageErrorThatNamesTheLikelyOne() {
        Run run = Run.of("local", "statsu");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("statsu", "Did you mean", "local status", "sila local --help");
    }

    @Test
    void aMistypedOptionAndFormatAreUsageErrors() {
        assertThat(Run.of("local", "status", "--profil", "x").err())
                .contains("--profil", "Possible solutions: --profile");
        Run format = Run.of("local", "status", "-o", "xml");
        assertThat(format.code()).isEqualTo(2);
        assertThat(format.err()).contains("xml", "table", "json", "yaml");
    }

    @Test
    void aNounAloneListsItsVerbs() {
        Run run = Run.of("local");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("status", "down");
    }

    @Test
    void everyProblemIsPrintedAndTheExitCodeIsOne() {
        Run run =
                failing(
                        new ProblemException(
                                List.of(
                                        Problem.error("a.ini:1", "It is wrong.", "Mend it."),
                                        Problem.warning("a.ini:2", "It is odd.", ""))));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        "error: a.ini:1: It is wrong. Mend it.",
                        "warning: a.ini:2: It is odd.",
                        "2 problems.");
    }

    @Test
    void theUnforeseenIsOneLineUnlessATraceIsAskedFor() {
        assertThat(failing(new IllegalStateException("no such thing")).err())
                .contains("no such thing", "SILA_TRACE=1")
                .doesNotContain("\tat ");
        Run.Desk traced = new Run.Desk("", Map.of("SILA_TRACE", "1"));
        assertThat(failing(traced, new IllegalStateException("x")).err()).contains("\tat ");
    }

    @Test
    void completionNamesEveryCommand() {
        Run run = Run.of("completion");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("#!").contains("_complete_sila", "status", "down");
    }

    @Test
    void noTextIsColouredUnlessATerminalTakesColours() {
        assertThat(helpOn(Map.of())).contains("\u001b[");
        assertThat(helpOn(Map.of("NO_COLOR", "1"))).doesNotContain("\u001b[");
        assertThat(helpOn(Map.of("TERM", "dumb"))).doesNotContain("\u001b[");
        assertThat(Run.of("--help").out()).doesNotContain("\u001b[");
    }

    private static String helpOn(Map<String, String> environment) {
        return new Run.Desk("", environment, "in", "out", "err").run("--help").out();
    }

    private static GlobalOptions parsed(Run.Desk desk, String... arguments) {
        CommandLine line = desk.program().commandLine();
        line.parseArgs(arguments);
        return line.getCommand();
    }

    private static Run failing(RuntimeException failure) {
        return failing(new Run.Desk(), failure);
    }

    private static Run failing(Run.Desk desk, RuntimeException failure) {
        CommandLine line = desk.program().commandLine();
        line.addSubcommand(new Failing(failure));
        return desk.result(line.execute("failing"));
    }

    /** A command that fails as it is told to. */
    @Command(name = "failing")
    private record Failing(RuntimeException failure) implements Callable<Integer> {
        @Override
        public Integer call() {
            throw failure;
        }
    }
}
