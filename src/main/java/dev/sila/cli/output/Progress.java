package dev.sila.cli.output;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Tells on stderr what a command does, in plain lines, and never stays silent while it waits. Used
 * from many threads.
 */
public final class Progress {
    /** A user who sees nothing for longer thinks that the program hangs. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final PrintStream err;
    private final Duration silence;

    public Progress(PrintStream err) {
        this(err, SILENCE);
    }

    Progress(PrintStream err, Duration silence) {
        this.err = err;
        this.silence = silence;
    }

    /** One line: what was done, or is about to be. */
    public void say(String line) {
        synchronized (err) {
            err.println(line);
            err.flush();
        }
    }

    /**
     * Says now and then that something is waited for, until closed.
     *
     * @param what such as {@code instance i-0a1 to run}
     * @param usually how long it takes as a rule
     */
    public Waiting waiting(String what, Duration usually) {
        return new Waiting(what, usually);
    }

    /** A wait that is going on. */
    public final class Waiting implements AutoCloseable {
        private final Thread thread;

        private Waiting(String what, Duration usually) {
            thread =
                    Thread.ofVirtual().name("waiting for " + what).start(() -> tell(what, usually));
        }

        private void tell(String what, Duration usually) {
            long begun = System.nanoTime();
            try {
                while (true) {
                    Thread.sleep(silence);
                    Duration passed = Duration.ofNanos(System.nanoTime() - begun);
                    say(
                            "waiting for %s: %d s so far, usually %d s"
                                    .formatted(what, passed.toSeconds(), usually.toSeconds()));
                }
            } catch (InterruptedException closed) {
                // The wait is over: nothing more to tell.
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
