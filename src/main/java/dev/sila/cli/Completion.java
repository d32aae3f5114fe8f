package dev.sila.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion script for bash and zsh. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh: source <(sila completion).")
final class Completion implements Callable<Integer> {
    private final Session session;

    @Spec private @Nullable CommandSpec spec;

    Completion(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.terminal()
                .out()
                .print(
                        AutoComplete.bash(
                                "sila",
                                java.util.Objects.requireNonNull(spec).root().commandLine()));
        return ExitCode.OK;
    }
}
