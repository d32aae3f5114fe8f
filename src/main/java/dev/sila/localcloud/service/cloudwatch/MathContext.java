package dev.sila.localcloud.service.cloudwatch;

import dev.sila.localcloud.service.cloudwatch.MathValue.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What an expression is evaluated in.
 *
 * @param value what an ID stands for; refuses unknown ones
 * @param metrics the series of all metrics, by ID, for {@code METRICS()}
 * @param moments the starts of all periods, in order
 */
record MathContext(
        Function<String, MathValue> value,
        Map<String, Series> metrics,
        List<Instant> moments,
        Duration period) {}
