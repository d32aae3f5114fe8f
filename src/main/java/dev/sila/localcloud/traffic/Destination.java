package dev.sila.localcloud.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Where a listener's rule sends a request. */
public sealed interface Destination {
    /**
     * To one of some target groups, by weight.
     *
     * @param together how long a client stays with its target group; absent when it does not
     */
    record Forward(List<Weighted> pools, @Nullable Duration together) implements Destination {
        public Forward {
            pools = List.copyOf(pools);
        }

        /** To one target group. */
        public Forward(TargetPool pool, Upstream upstream) {
            this(List.of(new Weighted("", pool, 1, upstream)), null);
        }

        /**
         * The target group of one request; absent when all weights are 0.
         *
         * @param wanted the one that the client sticks to
         */
        Optional<Weighted> choose(@Nullable String wanted) {
            if (together != null) {
                Optional<Weighted> kept =
                        pools.stream()
                                .filter(each -> each.weight() > 0 && each.id().equals(wanted))
                                .findFirst();
                if (kept.isPresent()) {
                    return kept;
                }
            }
            if (pools.size() == 1) {
                return Optional.of(pools.getFirst());
            }
            int total = pools.stream().mapToInt(Weighted::weight).sum();
            int at = total == 0 ? 0 : ThreadLocalRandom.current().nextInt(total);
            for (Weighted each : pools) {
                at -= each.weight();
                if (at < 0) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * A target group and its share.
     *
     * @param id what a sticky client's cookie names it by
     * @param weight 0 to 999
     */
    record Weighted(String id, TargetPool pool, int weight, Upstream upstream) {
        Stickiness stickiness() {
            Stickiness own = upstream.stickiness();
            return own == null ? pool.stickiness() : own;
        }
    }

    /** An answer without any target. */
    record Fixed(int status, String contentType, String body) implements Destination {}

    /** A redirection; the parts may hold AWS's {@code #{host}}, {@code #{path}} and the like. */
    record Redirect(
            int status, String protocol, String host, String port, String path, String query)
            implements Destination {}
}
