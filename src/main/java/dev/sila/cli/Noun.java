package dev.sila.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A group of commands.
 *
 * @param name what is typed: {@code host}
 * @param description one sentence for the help
 * @param verbs the commands: objects of classes annotated with picocli's {@code @Command}
 */
record Noun(String name, String description, List<Object> verbs) {
    Noun {
        verbs = List.copyOf(verbs);
    }

    /** Puts the noun and its verbs under the program's root. */
    void addTo(CommandLine root) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        CommandLine noun = new CommandLine(spec);
        root.addSubcommand(name, noun);
        verbs.forEach(noun::addSubcommand);
    }
}
