package dev.sila.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** How the values of one period of an alarm become one number. */
public enum Statistic {
    AVERAGE("Average"),
    SUM("Sum"),
    MINIMUM("Minimum"),
    MAXIMUM("Maximum"),
    SAMPLE_COUNT("SampleCount");

    private final String word;

    Statistic(String word) {
        this.word = word;
    }

    /** AWS's name. */
    public String word() {
        return word;
    }

    /** The statistic of that name, as AWS writes it. */
    public static Optional<Statistic> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** Whether two periods' values add up to that of both together. */
    boolean adds() {
        return this == SUM || this == SAMPLE_COUNT;
    }

    /**
     * The number of a period.
     *
     * @param values one for each part of the period that has data
     * @param share which part of a value of the series each part of the period is
     */
    OptionalDouble of(List<Double> values, double share) {
        DoubleStream stream = values.stream().mapToDouble(Double::doubleValue);
        return switch (this) {
            case AVERAGE -> stream.average();
            case MINIMUM -> stream.min();
            case MAXIMUM -> stream.max();
            case SUM, SAMPLE_COUNT ->
                    values.isEmpty()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(stream.sum() * share);
        };
    }
}
