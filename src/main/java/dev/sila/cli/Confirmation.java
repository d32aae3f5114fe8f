package dev.sila.cli;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Asks before a command changes something, on stderr, so that stdout stays data. */
final class Confirmation {
    private static final Set<String> AGREED = Set.of("y", "Y", "yes", "Yes", "YES");

    private final Terminal terminal;
    private final boolean yes;

    Confirmation(Terminal terminal, boolean yes) {
        this.terminal = terminal;
        this.yes = yes;
    }

    /**
     * Returns if the user agrees.
     *
     * @param question such as {@code Apply these 3 changes?}
     * @throws ProblemException if not, or if nobody can be asked and --yes was not given
     */
    void agree(String question) {
        if (!yes && !AGREED.contains(answer(question + " [y/N] "))) {
            throw refused("You did not agree; nothing was changed.", "");
        }
    }

    /**
     * Returns if the user types that name, for what cannot be undone.
     *
     * @param warning what goes, such as {@code This deletes 12 resources of environment ci.}
     * @param name what must be typed
     * @throws ProblemException if not, or if nobody can be asked and --yes was not given
     */
    void typed(String warning, String name) {
        if (!yes && !name.equals(answer(warning + " Type " + name + " to go ahead: "))) {
            throw refused("The name was not typed; nothing was changed.", "");
        }
    }

    private String answer(String prompt) {
        if (!terminal.canAsk()) {
            throw refused(
                    "This changes something, and there is no terminal to ask on.",
                    "Add --yes to go ahead without a question.");
        }
        terminal.err().print(prompt);
        terminal.err().flush();
        try {
            String line =
                    new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
                            .readLine();
            return line == null ? "" : line.strip();
        } catch (IOException failure) {
            throw new UncheckedIOException("The answer cannot be read.", failure);
        }
    }

    private static ProblemException refused(String what, String remedy) {
        return new ProblemException(Problem.error("confirmation", what, remedy));
    }
}
