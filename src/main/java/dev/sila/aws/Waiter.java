package dev.sila.aws;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for AWS: looks again with growing pauses until a condition holds, within a limit, and never
 * keeps silent about it. Thread safe.
 */
public final class Waiter {
    /** Is told what is being waited for, at least every {@link #LONGEST_SILENCE}. */
    @FunctionalInterface
    public interface Listener {
        void waiting(Wait wait, Duration soFar);
    }

    static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(4);

    /** For what is in the way of a deletion: most of what lingers at AWS goes within that. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Time time;
    private final Listener listener;
    private final Duration patience;

    public Waiter(Time time, Listener listener) {
        this(time, listener, PATIENCE);
    }

    /**
     * @param patience how long to wait for what is in the way of a deletion
     */
    public Waiter(Time time, Listener listener, Duration patience) {
        this.time = time;
        this.listener = listener;
        this.patience = patience;
    }

    /** How long to wait for what is in the way of a deletion. */
    public Duration patience() {
        return patience;
    }

    /**
     * Returns once the condition holds; asks it at once, then with growing pauses.
     *
     * @throws ProblemException when the limit is over
     */
    public void until(Wait wait, BooleanSupplier condition) {
        untilPresent(
                wait, () -> condition.getAsBoolean() ? Optional.of(wait) : Optional.<Wait>empty());
    }

    /**
     * The value, once there is one.
     *
     * @throws ProblemException when the limit is over
     */
    public <T> T untilPresent(Wait wait, Supplier<Optional<T>> look) {
        Pauses pauses = new Pauses(wait);
        while (true) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (!pauses.next()) {
                throw new ProblemException(tooLate(wait));
            }
        }
    }

    /**
     * Calls until it succeeds, as long as its failures are of the passing kind: what was just made
     * is not visible everywhere yet, what is to be deleted is still held by something that goes.
     *
     * @throws RuntimeException the call's own, if it is not of the passing kind or when the limit
     *     is over
     */
    public <T> T retryWhile(Wait wait, Predicate<Throwable> passing, Supplier<T> call) {
        return retryWhile(wait, passing, soFar -> wait, call);
    }

    /**
     * The same, where what is waited for becomes clearer while it is waited for.
     *
     * @param known what is known of it after that much time; asked before each pause
     */
    public <T> T retryWhile(
            Wait wait,
            Predicate<Throwable> passing,
            Function<Duration, Wait> known,
            Supplier<T> call) {
        Pauses pauses = new Pauses(wait);
        while (true) {
            try {
                return call.get();
            } catch (RuntimeException e) {
                if (!passing.test(e) || !pauses.next(known)) {
                    throw e;
                }
            }
        }
    }

    /** Lets that much time pass, and tells the listener meanwhile. */
    void rest(Wait wait, Duration soFar, Duration duration) {
        Duration over = Duration.ZERO;
        while (over.compareTo(duration) < 0) {
            listener.waiting(wait, soFar.plus(over));
            Duration slice = shorter(duration.minus(over), LONGEST_SILENCE);
            time.pause(slice);
            over = over.plus(slice);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Problem tooLate(Wait wait) {
        return Problem.error(
                wait.what(),
                "waited "
                        + words(wait.limit())
                        + " for this, which usually takes "
                        + words(wait.usually())
                        + ".",
                "See in the AWS console what holds it up, then run the same command again: it goes"
                        + " on from here.");
    }

    private static String words(Duration duration) {
        return duration.toSeconds() < 120
                ? duration.toSeconds() + " s"
                : duration.toMinutes() + " min";
    }

    /** The pauses of one wait: each longer than the last, none beyond the limit. */
    private final class Pauses {
        private final Wait wait;
        private final long start = time.nanos();
        private final Duration longest;
        private Duration pause = FIRST_PAUSE;

        Pauses(Wait wait) {
            this.wait = wait;
            Duration tenth = wait.usually().dividedBy(10);
            Duration atLeast =
                    tenth.compareTo(Duration.ofSeconds(2)) < 0 ? Duration.ofSeconds(2) : tenth;
            longest = shorter(atLeast, LONGEST_PAUSE);
        }

        /** Pauses and returns true, or false if the limit is over. */
        boolean next() {
            return next(soFar -> wait);
        }

        boolean next(Function<Duration, Wait> known) {
            Duration left = wait.limit().minus(soFar());
            if (!left.isPositive()) {
                return false;
            }
            Duration rest = shorter(pause, left);
            rest(known.apply(soFar()), soFar(), rest);
            pause = shorter(pause.multipliedBy(3).dividedBy(2), longest);
            return true;
        }

        private Duration soFar() {
            return Duration.ofNanos(time.nanos() - start);
        }
    }
}
