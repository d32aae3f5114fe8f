package dev.sila.localcloud.service.logs;

import java.time.Instant;
import java.util.Map;

/** Where metric filters put what they find. Called under the local cloud's lock. */
@FunctionalInterface
public interface Metrics {
    /**
     * Takes a measurement in.
     *
     * @param unit CloudWatch's name of it, such as {@code Count} or {@code None}
     */
    void put(
            String namespace,
            String name,
            Map<String, String> dimensions,
            Instant at,
            double value,
            String unit);
}
