package dev.sila.localcloud;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long the network interfaces of a load balancer or an endpoint outlive it. On AWS it is
 * anything between nothing and many minutes; here nothing, unless told otherwise.
 */
public final class Lingering {
    private final AtomicReference<Duration> time = new AtomicReference<>(Duration.ZERO);

    /** From now on they stay that long. */
    public void stay(Duration onAws) {
        time.set(onAws);
    }

    /** Runs the release of an interface when it has lingered. */
    public void over(Timeline timeline, Runnable release) {
        Duration stay = time.get();
        if (stay.isZero()) {
            release.run();
        } else {
            timeline.after(stay, release);
        }
    }
}
