package dev.sila.cli;

import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.cli.output.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells what is waited for: once a wait is longer than a moment, and then now and again. */
final class WaitLines implements Waiter.Listener {
    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final Duration INTERVAL = Duration.ofSeconds(8);

    private final Progress progress;
    private final Map<String, Duration> told = new ConcurrentHashMap<>();

    WaitLines(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void waiting(Wait wait, Duration soFar) {
        Duration last = told.get(wait.what());
        boolean due =
                last == null
                        || soFar.compareTo(last) < 0
                        || soFar.minus(last).compareTo(INTERVAL) >= 0;
        if (soFar.compareTo(MOMENT) >= 0 && due) {
            told.put(wait.what(), soFar);
            progress.say(
                    "  waiting for "
                            + wait.what()
                            + ": "
                            + soFar.toSeconds()
                            + " s so far, "
                            + (wait.usually().isPositive()
                                    ? "usually " + wait.usually().toSeconds() + " s"
                                    : "at most " + wait.limit().toSeconds() + " s"));
        }
    }
}
