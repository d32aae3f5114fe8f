package dev.sila.aws;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Time as waits and token buckets see it, so that tests need not wait. */
public interface Time {
    /** Nanoseconds since some fixed moment; never runs backwards. */
    long nanos();

    /**
     * Returns when that much time has passed.
     *
     * @throws CancellationException if the thread is interrupted, which stays marked
     */
    void pause(Duration duration);

    /** The machine's own time. */
    static Time real() {
        return new Real();
    }

    /** The machine's own time. */
    final class Real implements Time {
        private Real() {}

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                CancellationException cancelled = new CancellationException("interrupted");
                cancelled.initCause(e);
                throw cancelled;
            }
        }
    }
}
