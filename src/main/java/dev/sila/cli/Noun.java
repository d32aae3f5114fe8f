package dev.sila.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
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
     */
    void addTo(CommandLine root, boolean whole) {
        CommandLine noun = alone();
        root.addSubcommand(name, noun);
        if (whole) {
            verbs.get().forEach(noun::addSubcommand);
        }
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
