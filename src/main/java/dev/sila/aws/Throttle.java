package dev.sila.aws;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds calls back so that AWS need not refuse them: token buckets of AWS's sizes, for one account
 * and region. Others share the account's rates; so each refusal halves the rate of what was
 * refused, which then recovers within a minute. Thread safe; calls go in the order in which they
 * came.
 */
public final class Throttle {
    private static final double SLOWEST = 1.0 / 64;
    private static final double RECOVERY_PER_SECOND = 1.0 / 60;

    /**
     * How much faster than the first ones, which open connections, later calls may travel: once a
     * bucket is drained, calls keep that far behind what flows in.
     */
    static final Duration HASTE = Duration.ofMillis(250);

    private final Time time;
    private final Waiter waiter;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param waiter tells people when a call is held back for long
     */
    public Throttle(Time time, Waiter waiter) {
        this.time = time;
        this.waiter = waiter;
    }

    /** Returns when the call may go, and how long it was held back. */
    Duration admit(Limits.Call call) {
        long nanos = 0;
        for (Limits.Draw draw : Limits.draws(call)) {
            nanos = Math.max(nanos, bucket(draw.bucket()).take(draw.tokens(), time.nanos()));
        }
        Duration held = Duration.ofNanos(nanos);
        if (held.isPositive()) {
            Wait wait = new Wait("AWS's rate limit of " + call.action(), held, held);
            waiter.rest(wait, Duration.ZERO, held);
        }
        return held;
    }

    /** AWS refused this call because there were too many. */
    void refused(Limits.Call call) {
        Limits.draws(call).forEach(each -> bucket(each.bucket()).slowDown(time.nanos()));
    }

    /**
     * The least time that AWS's rates allow for some calls.
     *
     * @param bucket the bucket that sets it, such as {@code ec2:CreateRoute}
     * @param tokens how many were drawn from it
     */
    public record Bound(String bucket, double tokens, Duration least) {}

    /**
     * What the rates that AWS publishes ask for all calls so far, had every bucket been full at
     * first; empty if they ask for no time at all. The longest of the buckets counts: they are
     * drawn from side by side.
     */
    public Optional<Bound> bound() {
        return buckets.entrySet().stream()
                .filter(each -> each.getValue().published)
                .map(each -> each.getValue().bound(each.getKey()))
                .filter(each -> each.least().isPositive())
                .max(Comparator.comparing(Bound::least));
    }

    /**
     * How much was drawn from a bucket.
     *
     * @param bucket its name, such as {@code ec2:CreateRoute}
     * @param tokens how many were drawn
     * @param size how many it has at first
     * @param perSecond how many flow in
     * @param refused how many of the calls AWS refused
     */
    public record Use(String bucket, double tokens, double size, double perSecond, int refused) {
        /** How much that is of what it gives within that time. */
        public double share(Duration time) {
            return tokens / (size + perSecond * time.toNanos() / 1e9);
        }
    }

    /** What was drawn from each bucket so far, also from those that AWS does not publish. */
    public List<Use> uses() {
        return buckets.entrySet().stream()
                .map(each -> each.getValue().use(each.getKey()))
                .sorted(Comparator.comparing(Use::bucket))
                .toList();
    }

    Time time() {
        return time;
    }

    /** Lets a pause before a repeated call pass. */
    void rest(String what, Duration pause) {
        if (pause.isPositive()) {
            waiter.rest(new Wait(what, pause, pause), Duration.ZERO, pause);
        }
    }

    private Bucket bucket(Limits.Bucket published) {
        return buckets.computeIfAbsent(
                published.name(), name -> new Bucket(published, time.nanos()));
    }

    /** One token bucket. Tokens may be owed: who draws them then waits until they have come. */
    private static final class Bucket {
        private final double size;
        private final double perSecond;
        private final boolean published;
        private final double reserve;
        private boolean drained;
        private double tokens;
        private double drawn;
        private double share = 1;
        private int refused;
        private long at;

        Bucket(Limits.Bucket of, long now) {
            size = of.size();
            perSecond = of.perSecond();
            published = of.published();
            reserve = perSecond * HASTE.toNanos() / 1e9;
            tokens = size;
            at = now;
        }

        synchronized long take(double wanted, long now) {
            refill(now);
            tokens -= wanted;
            drawn += wanted;
            if (tokens < 0 && !drained) {
                drained = true;
                tokens -= reserve;
            }
            return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / (perSecond * share) * 1e9);
        }

        synchronized void slowDown(long now) {
            refill(now);
            refused++;
            tokens = Math.min(tokens, 0);
            drained = true;
            share = Math.max(share / 2, SLOWEST);
        }

        synchronized Bound bound(String name) {
            double seconds = Math.max(0, (drawn - size) / perSecond);
            return new Bound(name, drawn, Duration.ofNanos((long) (seconds * 1e9)));
        }

        synchronized Use use(String name) {
            return new Use(name, drawn, size, perSecond, refused);
        }

        private void refill(long now) {
            double seconds = Math.max(0, (now - at) / 1e9);
            at = now;
            tokens += seconds * perSecond * share;
            if (tokens >= size - reserve && drained) {
                drained = false;
                tokens += reserve;
            }
            tokens = Math.min(size, tokens);
            share = Math.min(1, share + seconds * RECOVERY_PER_SECOND);
        }
    }
}
