package dev.sila.localcloud.traffic;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Where a listener's rule sends a request. */
public sealed interface Destination {
    /** To one of some target groups, by weight. */
    record Forward(List<Weighted> pools) implements Destination {
        public Forward {
            pools = List.copyOf(pools);
        }

        /** The pool of one request; null when all weights are 0. */
        @Nullable TargetPool choose() {
            if (pools.size() == 1) {
                return pools.getFirst().pool();
            }
            int total = pools.stream().mapToInt(Weighted::weight).sum();
            int at = total == 0 ? 0 : ThreadLocalRandom.current().nextInt(total);
            for (Weighted each : pools) {
                at -= each.weight();
                if (at < 0) {
                    return each.pool();
                }
            }
            return null;
        }
    }

    /** A target group and its share, 0 to 999. */
    record Weighted(TargetPool pool, int weight) {}

    /** An answer without any target. */
    record Fixed(int status, String contentType, String body) implements Destination {}

    /** A redirection; the parts may hold AWS's {@code #{host}}, {@code #{path}} and the like. */
    record Redirect(
            int status, String protocol, String host, String port, String path, String query)
            implements Destination {}
}
