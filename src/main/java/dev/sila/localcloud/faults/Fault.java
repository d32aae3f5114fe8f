package dev.sila.localcloud.faults;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.wire.Interceptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What AWS does now and then, and the local cloud only when it is told to. */
public enum Fault {
    /** Refuses calls beyond AWS's token buckets. */
    THROTTLING {
        @Override
        Interceptor begin(Foundation foundation, long seed) {
            return new Throttling(foundation.timeline(), 1);
        }
    },
    /** Breaks the connection after a call took effect: one call in twenty. */
    LOST_REPLIES {
        @Override
        Interceptor begin(Foundation foundation, long seed) {
            return Mishaps.lostReplies(SHARE, seed);
        }
    },
    /** Fails calls without any effect, with status 500 or 503: one call in twenty. */
    UNAVAILABLE {
        @Override
        Interceptor begin(Foundation foundation, long seed) {
            return Mishaps.unavailable(SHARE, seed);
        }
    },
    /** For some seconds EC2 does not know what it has just made. */
    DELAYED_VISIBILITY {
        @Override
        Interceptor begin(Foundation foundation, long seed) {
            return new DelayedVisibility(foundation.timeline(), UNSEEN);
        }
    },
    /** For some seconds others do not know IAM's new roles and instance profiles. */
    IAM_LAG {
        @Override
        Interceptor begin(Foundation foundation, long seed) {
            return new IamLag(foundation.timeline(), LAG);
        }
    },
    /** The network interfaces of a deleted load balancer or endpoint stay for minutes. */
    LINGERING_INTERFACES {
        @Override
        Interceptor begin(Foundation foundation, long seed) {
            foundation.lingering().stay(STAY);
            return Interceptor.NONE;
        }
    };

    private static final double SHARE = 0.05;
    private static final Duration UNSEEN = Duration.ofSeconds(4);
    private static final Duration LAG = Duration.ofSeconds(10);
    private static final Duration STAY = Duration.ofMinutes(6);

    abstract Interceptor begin(Foundation foundation, long seed);

    /**
     * The builder with this fault; call it after the services were added.
     *
     * @param seed of what is left to chance
     */
    public LocalCloud.Builder in(LocalCloud.Builder builder, long seed) {
        return in(builder, seed, () -> true);
    }

    /**
     * The same, with calls that are spared.
     *
     * @param now asked at each call whether it may be struck
     */
    public LocalCloud.Builder in(LocalCloud.Builder builder, long seed, BooleanSupplier now) {
        return builder.with((foundation, assembly) -> {
            Interceptor fault = begin(foundation, seed);
            assembly.interceptor((call, next) ->
                    now.getAsBoolean() ? fault.around(call, next) : next.handle(call));
        });
    }

    /** Its name as users write it, such as {@code lost-replies}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault that users call so, if there is one. */
    public static Optional<Fault> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
