package dev.sila.rehearsal;

import dev.sila.aws.lease.Lease;
import dev.sila.aws.lease.Leases;
import dev.sila.aws.lease.Owner;
import dev.sila.cli.operation.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run's lease on {@code shop}, renewed while the run waits: on a stage time passes only then.
 * Safe for threads.
 */
final class Tenure {
    private static final ProcessHandle SELF = ProcessHandle.current();

    /** A run of this process. */
    static final Owner HERE =
            new Owner(
                    "ops@desk",
                    "boot/1",
                    SELF.pid(),
                    SELF.info().startInstant().orElse(Instant.EPOCH),
                    "pipeline up");

    /** One of the same machine that is over: this process has had its number since. */
    static final Owner GONE =
            new Owner(
                    "ops@desk", "boot/1", SELF.pid(), Instant.EPOCH.plusSeconds(1), "pipeline up");

    /** One of a machine of which nothing is known. */
    static final Owner ELSEWHERE =
            new Owner("ci@runner", "boot/2", SELF.pid(), Instant.EPOCH, "pipeline up");

    private final Stage stage;
    private @Nullable Lease lease;
    private Instant renewed = Instant.EPOCH;

    Tenure(Stage stage) {
        this.stage = stage;
    }

    /**
     * Begins with the lease.
     *
     * @param patience how long to wait for it
     * @param told what is said of the run that had it
     */
    void begin(Cloud cloud, Owner owner, Duration patience, List<String> told) {
        Lease taken =
                new Leases(cloud.clients().ec2(), cloud.waiter(), cloud.clock(), told::add)
                        .take(Shop.NAME, owner, patience);
        synchronized (this) {
            lease = taken;
            renewed = stage.now();
        }
    }

    /**
     * To be told whenever something is waited for. Others who wait are held up while the lease is
     * renewed: on a busy machine they would make minutes pass meanwhile.
     */
    synchronized void tick() {
        if (lease != null
                && Duration.between(renewed, stage.now()).compareTo(Leases.RENEWAL) >= 0) {
            renewed = stage.now();
            lease.renew();
        }
    }

    /**
     * Gives the lease back.
     *
     * @throws dev.sila.problem.ProblemException if it was lost before
     */
    void end() {
        Lease held;
        synchronized (this) {
            held = lease;
        }
        if (held != null) {
            held.check();
            held.close();
        }
    }
}
