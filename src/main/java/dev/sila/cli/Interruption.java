package dev.sila.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells, when a signal ends the program, what was cut off and how to go on. The JVM itself exits
 * with 130 after SIGINT and 143 after SIGTERM. Nothing is cleaned up here, whatever a command did
 * is found again by the next run; only the lease that others would wait for is given back.
 */
public final class Interruption {
    /** Who types Ctrl-C wants the program to end, also without a network. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What a signal causes before the process ends. */
    private final AtomicReference<Runnable> reaction;

    /** What is given back then, if that is quick. */
    private final AtomicReference<Runnable> held = new AtomicReference<>(Interruption::nothing);

    private Interruption(Runnable reaction) {
        this.reaction = new AtomicReference<>(reaction);
    }

    /** Watches the process for signals while that command line runs. */
    public static Interruption watch(PrintStream err, String[] arguments) {
        String command = arguments.length == 0 ? "sila" : "sila " + String.join(" ", arguments);
        Interruption interruption =
                new Interruption(() -> {
                    err.println();
                    err.println("Interrupted: " + command);
                    err.println(
                            "Nothing needs to be cleaned up; the same command can be run"
                                    + " again.");
                    err.flush();
                });
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::react, "interruption"));
        return interruption;
    }

    /** For command lines that run inside another program, which has its own way with signals. */
    public static Interruption ignored() {
        return new Interruption(Interruption::nothing);
    }

    /**
     * A signal is this command's ordinary end.
     *
     * @param end what it does then; the process ends when that returns
     */
    void expected(Runnable end) {
        reaction.set(end);
    }

    /**
     * Something is held that others wait for.
     *
     * @param giveBack runs after a signal, for some seconds at most; safe to run twice
     */
    void holding(Runnable giveBack) {
        held.set(giveBack);
    }

    /** The command line has ended by itself. */
    public void over() {
        reaction.set(Interruption::nothing);
        held.set(Interruption::nothing);
    }

    private void react() {
        reaction.get().run();
        Thread giving = Thread.ofPlatform().daemon().name("giving back").start(held.get());
        try {
            giving.join(PATIENCE);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static void nothing() {}
}
