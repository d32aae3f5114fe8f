package dev.sila.aws.lease;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.engine.Clearance;
import dev.sila.engine.Tags;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;

/**
 * A lease that this run holds. It is over when it was given back, when AWS says that it is gone, or
 * when it was not renewed for so long that others may take it. Thread safe.
 */
public final class Lease implements Clearance, AutoCloseable {
    private final Ec2Client ec2;
    private final Clock clock;
    private final Duration ahead;
    private final Consumer<String> told;
    private final String environment;
    private final String id;
    private final AtomicReference<Moment> renewed;
    private final AtomicReference<@Nullable Problem> lost = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A moment by two clocks: the one of the wall may be set back, the other stands still while the
     * machine sleeps.
     */
    record Moment(Instant wall, long nanos) {
        static Moment now(Clock clock) {
            return new Moment(clock.instant(), System.nanoTime());
        }

        /** How long ago it was, by the clock that says more. */
        Duration age(Clock clock) {
            Duration byWall = Duration.between(wall, clock.instant());
            Duration byNanos = Duration.ofNanos(System.nanoTime() - nanos);
            return byWall.compareTo(byNanos) > 0 ? byWall : byNanos;
        }
    }

    /**
     * @param ahead how far AWS's clock is ahead of this one
     * @param begun just before the call that took it
     */
    Lease(Leases.Tools tools, Duration ahead, String environment, String id, Moment begun) {
        this.ec2 = tools.ec2();
        this.clock = tools.clock();
        this.told = tools.told();
        this.ahead = ahead;
        this.environment = environment;
        this.id = id;
        this.renewed = new AtomicReference<>(begun);
    }

    /**
     * Moves its end further away; one that others may take already is lost, also if nobody has:
     * they may be about to.
     *
     * @return whether that worked; if not, it is worth another try until {@link #check} throws
     */
    public boolean renew() {
        if (closed.get() || over()) {
            return false;
        }
        Moment start = Moment.now(clock);
        String until = start.wall().plus(ahead).plus(Leases.TERM).toString();
        try {
            ec2.createTags(
                    CreateTagsRequest.builder()
                            .resources(id)
                            .tags(AwsTags.ec2(Tags.of(Holder.UNTIL, until)))
                            .build());
            if (over()) {
                return false;
            }
            renewed.set(start);
            return true;
        } catch (RuntimeException failure) {
            if (AwsErrors.notFound(failure)) {
                lose("another run has taken it over.");
            }
            return false;
        }
    }

    /**
     * Returns if it is still held.
     *
     * @throws ProblemException if it is not, and nothing new may be begun
     */
    @Override
    public void check() {
        if (over()) {
            throw new ProblemException(Objects.requireNonNull(lost.get()));
        }
    }

    private boolean over() {
        Duration age = renewed.get().age(clock);
        if (age.compareTo(Leases.TERM.minus(Leases.MARGIN)) > 0) {
            lose("it was not renewed for " + age.toSeconds() + " s, so that others may take it.");
        }
        return lost.get() != null;
    }

    private void lose(String why) {
        Problem problem =
                Problem.error(
                        "environment " + environment,
                        "this run has lost its lease, and begins nothing new: " + why,
                        "Run the same command again: it goes on from what is there.");
        lost.compareAndSet(null, problem);
    }

    /** Gives it back; after that nothing new may be begun. Never fails: at worst it expires. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        lose("it was given back.");
        try {
            ec2.deleteLaunchTemplate(
                    DeleteLaunchTemplateRequest.builder().launchTemplateId(id).build());
        } catch (RuntimeException failure) {
            if (!AwsErrors.notFound(failure)) {
                told.accept(
                        "The lease could not be given back ("
                                + AwsErrors.problem("lease", failure).what()
                                + "); it ends by itself within "
                                + Leases.TERM.toSeconds()
                                + " s.");
            }
        }
    }
}
