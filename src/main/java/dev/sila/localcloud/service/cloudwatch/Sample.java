package dev.sila.localcloud.service.cloudwatch;

import java.time.Instant;

/**
 * One measurement, or several summed up.
 *
 * @param count how many measurements
 */
record Sample(Instant at, double sum, double minimum, double maximum, double count, String unit) {

    /** That many measurements of one value. */
    static Sample of(Instant at, double value, double count, String unit) {
        return new Sample(at, value * count, value, value, count, unit);
    }
}
