package dev.sila.cli.operation;

import dev.sila.aws.lease.Lease;
import dev.sila.aws.lease.Leases;
import dev.sila.aws.lease.Owner;
import dev.sila.cli.output.Progress;
import dev.sila.engine.Clearance;
import java.time.Duration;

/**
 * This run's turn to change an environment: a lease that is renewed until the turn is closed. What
 * runs under it asks {@link #check} before it begins anything.
 */
public final class Turn implements Clearance, AutoCloseable {
    /** After a renewal that failed; three such tries fit into what a lease has left. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Lease lease;
    private final Thread heart;

    /**
     * Whose turn it shall be.
     *
     * @param command what was typed, without options: {@code env create}
     * @param patience how long to wait for another run; zero refuses at once
     */
    public record Request(String environment, String command, Duration patience) {}

    private Turn(Lease lease) {
        this.lease = lease;
        this.heart = Thread.ofVirtual().name("lease").start(() -> keep(lease));
    }

    /**
     * Returns once it is this run's turn.
     *
     * @throws dev.sila.problem.ProblemException that says who is at work, if that does not end in
     *     time
     */
    public static Turn take(Cloud cloud, Progress progress, Request request) {
        Leases leases =
                new Leases(cloud.clients().ec2(), cloud.waiter(), cloud.clock(), progress::say);
        Owner owner = Owner.ofThisProcess(request.command());
        return new Turn(leases.take(request.environment(), owner, request.patience()));
    }

    private static void keep(Lease lease) {
        Duration rest = Leases.RENEWAL;
        try {
            while (true) {
                Thread.sleep(rest);
                rest = lease.renew() ? Leases.RENEWAL : AGAIN;
            }
        } catch (InterruptedException over) {
            // The turn is over, or the program ends.
        }
    }

    @Override
    public void check() {
        lease.check();
    }

    @Override
    public void close() {
        heart.interrupt();
        lease.close();
    }
}
