package dev.sila.localcloud.service.cloudwatch;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a metric math expression gives. */
sealed interface MathValue {
    /** One number. */
    record Scalar(double number) implements MathValue {}

    /** A number at each moment that has one. */
    record Series(NavigableMap<Instant, Double> points) implements MathValue {
        static Series empty() {
            return new Series(new TreeMap<>());
        }
    }

    /** Several series. */
    record Many(List<Series> series) implements MathValue {
        public Many {
            series = List.copyOf(series);
        }
    }
}
