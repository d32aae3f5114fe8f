package dev.sila.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The build's training run for the AOT cache: runs the command lines of a file in this one JVM,
 * each as {@code Main} would, so that the cache holds what they load.
 */
public final class Training {
    private static final int ROUNDS = 3;

    private Training() {}

    /**
     * Trains.
     *
     * @param arguments the file of command lines, one each line, words parted by spaces, {@code #}
     *     for comments; and the local cloud's port, which stands for {@code @PORT@}
     * @throws IOException if the file cannot be read
     * @throws IllegalStateException if a command line does not exit with 0
     */
    public static void main(String[] arguments) throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of(arguments[0])).stream()
                        .map(line -> line.strip().replace("@PORT@", arguments[1]))
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
        for (String line : lines) {
            for (int round = 0; round < ROUNDS; round++) {
                run(line);
            }
        }
    }

    private static void run(String line) {
        Terminal terminal = Terminal.ofProcess();
        int code = new Program(terminal, Interruption.ignored()).run(line.split(" +"));
        if (code != 0) {
            throw new IllegalStateException("sila " + line + " exited with " + code);
        }
    }
}
