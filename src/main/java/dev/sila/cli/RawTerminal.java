package dev.sila.cli;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.remote.Connection.Window;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The user's terminal in raw mode: what is typed goes on as it is, until closed. Java cannot do
 * this by itself; stty(1) can, on Linux and macOS.
 */
final class RawTerminal implements AutoCloseable {
    private final String before;

    private RawTerminal(String before) {
        this.before = before;
    }

    /**
     * Switches it on.
     *
     * @throws ProblemException if the terminal has no such mode
     */
    static RawTerminal on() {
        RawTerminal terminal = new RawTerminal(stty("-g"));
        stty("raw", "-echo");
        return terminal;
    }

    /** The size of its window. */
    static Window window(Map<String, String> variables) {
        String[] size = stty("size").split(" ", 2);
        return new Window(
                variables.getOrDefault("TERM", "xterm"),
                Integer.parseInt(size[1]),
                Integer.parseInt(size[0]));
    }

    @Override
    public void close() {
        stty(before);
    }

    private static String stty(String... words) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(words));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(new File("/dev/tty"))
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(said.strip());
            }
            return said.strip();
        } catch (IOException failure) {
            ProblemException problem =
                    new ProblemException(
                            Problem.error(
                                    "terminal",
                                    "it cannot be switched to raw mode: " + failure.getMessage(),
                                    "Use sila host exec."));
            problem.initCause(failure);
            throw problem;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
