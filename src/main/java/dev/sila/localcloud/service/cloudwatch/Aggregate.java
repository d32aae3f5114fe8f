package dev.sila.localcloud.service.cloudwatch;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** How the samples of one period become one number. */
sealed interface Aggregate permits Aggregate.Simple, Aggregate.Percentile, TrimmedAggregate {
    /** The number, or nothing if there are no samples that could give it. */
    OptionalDouble of(List<Sample> samples);

    /**
     * A statistic by its name.
     *
     * @throws dev.sila.localcloud.AwsFailure if there is none of that name here
     */
    static Aggregate named(String member, String name) {
        for (Simple simple : Simple.values()) {
            if (simple.name.equals(name)) {
                return simple;
            }
        }
        if (name.matches("p(100|\\d{1,2}(\\.\\d{1,10})?)")) {
            return new Percentile(Double.parseDouble(name.substring(1)));
        }
        return TrimmedAggregate.named(name)
                .orElseThrow(() ->
                        Checks.invalidValue(
                                "The value " + name + " for parameter " + member + " is invalid."));
    }

    /** The five simple statistics. */
    enum Simple implements Aggregate {
        SAMPLE_COUNT("SampleCount") {
            @Override
            double over(List<Sample> samples) {
                return samples.stream().mapToDouble(Sample::count).sum();
            }
        },
        AVERAGE("Average") {
            @Override
            double over(List<Sample> samples) {
                return SUM.over(samples) / SAMPLE_COUNT.over(samples);
            }
        },
        SUM("Sum") {
            @Override
            double over(List<Sample> samples) {
                return samples.stream().mapToDouble(Sample::sum).sum();
            }
        },
        MINIMUM("Minimum") {
            @Override
            double over(List<Sample> samples) {
                return samples.stream().mapToDouble(Sample::minimum).min().orElseThrow();
            }
        },
        MAXIMUM("Maximum") {
            @Override
            double over(List<Sample> samples) {
                return samples.stream().mapToDouble(Sample::maximum).max().orElseThrow();
            }
        };

        private final String name;

        Simple(String name) {
            this.name = name;
        }

        abstract double over(List<Sample> samples);

        @Override
        public OptionalDouble of(List<Sample> samples) {
            return samples.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(over(samples));
        }
    }

    /**
     * The value below which that part of the measurements lies. There is none for statistic sets
     * whose values differ, as on CloudWatch.
     */
    record Percentile(double percent) implements Aggregate {
        @Override
        public OptionalDouble of(List<Sample> samples) {
            if (samples.isEmpty()
                    || samples.stream().anyMatch(each -> each.minimum() != each.maximum())) {
                return OptionalDouble.empty();
            }
            List<Sample> sorted =
                    samples.stream().sorted(Comparator.comparingDouble(Sample::minimum)).toList();
            double wanted = Simple.SAMPLE_COUNT.over(samples) * percent / 100;
            double seen = 0;
            for (Sample sample : sorted) {
                seen += sample.count();
                if (seen >= wanted) {
                    return OptionalDouble.of(sample.minimum());
                }
            }
            return OptionalDouble.of(sorted.getLast().minimum());
        }
    }
}
