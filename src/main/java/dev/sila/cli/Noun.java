package dev.sila.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A group of commands.
 *
 * @param name what is typed: {@code host}
 * @param description one sentence for the help
 * @param verbs makes the commands: objects of classes annotated with picocli's {@code @Command}
 */
record Noun(String name, String description, Supplier<List<Object>> verbs) {
    /**
     * Puts the noun under the program's root.
     *
     * @param whole whether with its verbs; without them the program starts sooner
     * @param words what was typed: if a verb is among it, the others are left out too
     */
    void addTo(CommandLine root, boolean whole, List<String> words) {
        CommandLine noun = alone();
        root.addSubcommand(name, noun);
        if (whole) {
            List<Object> all = verbs.get();
            List<Object> typed = all.stream().filter(each -> words.contains(verb(each))).toList();
            (typed.isEmpty() ? all : typed).forEach(noun::addSubcommand);
        }
    }

    private static String verb(Object command) {
        if (command instanceof CommandLine within) {
            return within.getCommandName();
        }
        Command said = command.getClass().getAnnotation(Command.class);
        return said == null ? "" : said.name();
    }

    /** The noun with its verbs, to be one of another noun's. */
    CommandLine within() {
        CommandLine noun = alone();
        verbs.get().forEach(noun::addSubcommand);
        return noun;
    }

    private CommandLine alone() {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        return new CommandLine(spec);
    }
}
