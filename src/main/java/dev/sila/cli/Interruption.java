package dev.sila.cli;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells, when a signal ends the program, what was cut off and how to go on. The JVM itself exits
 * with 130 after SIGINT and 143 after SIGTERM. Nothing is cleaned up here: whatever a command did
 * is found again by the next run.
 */
public final class Interruption {
    /** What is said in the end; empty if there is nothing to say. */
    private final AtomicReference<String> message;

    private final PrintStream err;

    private Interruption(PrintStream err, String message) {
        this.err = err;
        this.message = new AtomicReference<>(message);
    }

    /** Watches the process for signals while that command line runs. */
    public static Interruption watch(PrintStream err, String[] arguments) {
        String command = arguments.length == 0 ? "sila" : "sila " + String.join(" ", arguments);
        Interruption interruption =
                new Interruption(
                        err,
                        "Interrupted: "
                                + command
                                + System.lineSeparator()
                                + "Nothing needs to be cleaned up; the same command can be run"
                                + " again and goes on from here.");
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::tell, "interruption"));
        return interruption;
    }

    /** For command lines that run inside another program, which has its own way with signals. */
    public static Interruption ignored(PrintStream err) {
        return new Interruption(err, "");
    }

    /** A signal is this command's ordinary end, of which that is said. */
    void expected(String farewell) {
        message.set(farewell);
    }

    /** The command line has ended by itself. */
    public void over() {
        message.set("");
    }

    private void tell() {
        String last = message.get();
        if (!last.isEmpty()) {
            err.println();
            err.println(last);
            err.flush();
        }
    }
}
