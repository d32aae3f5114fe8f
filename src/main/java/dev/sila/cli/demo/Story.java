package dev.sila.cli.demo;

import dev.sila.cli.output.Progress;
import java.util.Locale;

/** Tells what the demo does, with the seconds since its start. */
final class Story {
    private final Progress progress;
    private final long start = System.nanoTime();

    Story(Progress progress) {
        this.progress = progress;
    }

    /** A new chapter. */
    void chapter(String title) {
        progress.say("");
        progress.say(String.format(Locale.ROOT, "[%5.1f s] %s", seconds(), title));
    }

    /** Something within it. */
    void line(String text) {
        progress.say("          " + text);
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
