package dev.sila.localcloud;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** Time as it passes, with AWS's durations divided by a speed. */
public final class RealTimeline implements Timeline {
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task ->
                    Thread.ofPlatform().daemon().name("local-cloud-timeline").unstarted(task));
    private final double speed;
    private final Lock lock;

    /**
     * @param speed how many times faster than on AWS things end; 1 is AWS's own pace
     * @param lock the local cloud's lock, held by every task
     */
    public RealTimeline(double speed, Lock lock) {
        this.speed = speed;
        this.lock = lock;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Duration scaled(Duration onAws) {
        return Duration.ofNanos((long) (onAws.toNanos() / speed));
    }

    @Override
    public Pending after(Duration onAws, Runnable task) {
        try {
            ScheduledFuture<?> future =
                    executor.schedule(
                            () -> underLock(task), scaled(onAws).toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            // What still runs when time stops, such as a health check, plans nothing any more.
            return () -> {};
        }
    }

    private void underLock(Runnable task) {
        lock.lock();
        try {
            task.run();
        } catch (RuntimeException failure) {
            System.getLogger("dev.sila.localcloud")
                    .log(
                            System.Logger.Level.ERROR,
                            "A timed task of the local cloud failed",
                            failure);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
