package dev.sila.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What one command line did, in this JVM.
 *
 * @param code its exit code
 * @param out what it printed as data
 * @param err what it told
 */
public record Run(int code, String out, String err) {

    /** Runs one command line without a terminal. */
    public static Run of(String... arguments) {
        return new Desk().run(arguments);
    }

    /** A terminal whose output is kept. */
    static final class Desk {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final Terminal terminal;

        Desk() {
            this("", Map.of());
        }

        Desk(String typed, Map<String, String> environment, String... interactive) {
            terminal =
                    new Terminal(
                            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            environment,
                            List.of(interactive));
        }

        Terminal terminal() {
            return terminal;
        }

        Program program() {
            return new Program(terminal, Interruption.ignored());
        }

        Run run(String... arguments) {
            return result(program().run(arguments));
        }

        Run result(int code) {
            return new Run(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }
}
