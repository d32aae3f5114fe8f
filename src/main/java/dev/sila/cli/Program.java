package dev.sila.cli;

import dev.sila.cli.output.Format;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The whole command line, put together. */
public final class Program {
    private final Terminal terminal;
    private final Interruption interruption;

    public Program(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    /** Runs one command line and returns its exit code: 0 done, 1 failed, 2 usage. */
    public int run(String... arguments) {
        try {
            return commandLine(arguments).execute(arguments);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    /** The commands as picocli has them, for running, completion and reference pages. */
    CommandLine commandLine(String... words) {
        GlobalOptions options = new GlobalOptions();
        Session session = new Session(terminal, options, interruption, List.of(words));
        CommandLine root = new CommandLine(options);
        root.getCommandSpec().addOption(help()).addOption(version());
        Commands.verbs(session).forEach(root::addSubcommand);
        List<Noun> nouns = Commands.nouns(session);
        // To look at the annotations of every command takes longer than most commands.
        boolean named = nouns.stream().anyMatch(noun -> List.of(words).contains(noun.name()));
        nouns.forEach(noun ->
                noun.addTo(root, !named || List.of(words).contains(noun.name()), List.of(words)));
        Failures failures = new Failures(session);
        return root.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                terminal.colours("out") ? Ansi.ON : Ansi.OFF))
                .registerConverter(Format.class, Program::format)
                .setUsageHelpAutoWidth(false)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(failures::usage)
                .setExecutionExceptionHandler(failures::execution);
    }

    private static Format format(String typed) {
        return switch (typed) {
            case "table" -> Format.TABLE;
            case "json" -> Format.JSON;
            case "yaml" -> Format.YAML;
            default -> throw new TypeConversionException("it is table, json or yaml, not " + typed);
        };
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this help.")
                .build();
    }

    private static OptionSpec version() {
        return OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Show the version.")
                .build();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
