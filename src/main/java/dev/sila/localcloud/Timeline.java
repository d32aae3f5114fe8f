package dev.sila.localcloud;

import java.time.Duration;
import java.time.Instant;

/**
 * The local cloud's time. Time stamps are real; what AWS lets take its time (a start, a drain, a
 * check's interval, a cooldown, an alarm's period) is scheduled here and may run faster than on
 * AWS.
 */
public interface Timeline extends AutoCloseable {
    Instant now();

    /** How long something that takes this long on AWS takes here. */
    Duration scaled(Duration onAws);

    /** Whether time passes by itself, so that a call may wait for it. */
    default boolean passesByItself() {
        return true;
    }

    /**
     * Runs the task once, this long on AWS from now. Tasks run one at a time, under the local
     * cloud's lock.
     */
    Pending after(Duration onAws, Runnable task);

    /** Runs the task again and again, this long on AWS after each of its ends. */
    default Pending every(Duration onAws, Runnable task) {
        return new Repetition(this, onAws, task);
    }

    @Override
    void close();

    /** A task that has not run yet. */
    interface Pending {
        void cancel();
    }

    /** A task that schedules itself again. */
    final class Repetition implements Pending {
        private final Timeline timeline;
        private final Duration interval;
        private final Runnable task;
        private volatile boolean cancelled;

        Repetition(Timeline timeline, Duration interval, Runnable task) {
            this.timeline = timeline;
            this.interval = interval;
            this.task = task;
            timeline.after(interval, this::run);
        }

        private void run() {
            if (cancelled) {
                return;
            }
            try {
                task.run();
            } finally {
                timeline.after(interval, this::run);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
