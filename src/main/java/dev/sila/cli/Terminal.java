package dev.sila.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Where a command line comes from and where its output goes.
 *
 * @param environment the environment variables
 * @param interactive those of {@code in}, {@code out} and {@code err} that a person sits at; the
 *     launcher asks the shell, which is quicker than asking Java's console
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        List<String> interactive) {

    public Terminal {
        environment = Map.copyOf(environment);
        interactive = List.copyOf(interactive);
    }

    /** This process's own streams and environment. */
    public static Terminal ofProcess() {
        return new Terminal(
                System.in,
                System.out,
                System.err,
                System.getenv(),
                List.of(System.getProperty("sila.terminals", "").split(",", -1)));
    }

    /** Whether a person can be asked. */
    boolean canAsk() {
        return interactive.contains("in") && interactive.contains("err");
    }

    /**
     * Whether that stream ({@code out} or {@code err}) takes colours: a terminal that is not dumb,
     * and no NO_COLOR (https://no-color.org: any value that is not empty).
     */
    boolean colours(String stream) {
        return interactive.contains(stream)
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
