package dev.sila.localcloud.service.cloudwatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statistic of the measurements between two bounds. Source: CloudWatch user guide, "CloudWatch
 * statistics definitions".
 *
 * @param kind {@code TM}, {@code TC}, {@code TS}, {@code WM} or {@code PR}
 * @param percent whether the bounds are percentages of the measurements; else they are values
 */
record TrimmedAggregate(String kind, boolean percent, double low, double high)
        implements Aggregate {
    private static final String NUMBER = "(\\d{1,15}(?:\\.\\d{1,10})?)";
    private static final Pattern SHORT = Pattern.compile("(tm|tc|ts|wm)" + NUMBER);
    private static final Pattern LONG =
            Pattern.compile("(TM|TC|TS|WM|PR)\\(" + NUMBER + "?(%?):" + NUMBER + "?(%?)\\)");

    /** A statistic by its name, if it is one of these. */
    static Optional<Aggregate> named(String name) {
        if (name.equalsIgnoreCase("IQM")) {
            return Optional.of(new TrimmedAggregate("TM", true, 25, 75));
        }
        Matcher brief = SHORT.matcher(name);
        if (brief.matches() && Double.parseDouble(brief.group(2)) <= 100) {
            String kind = brief.group(1).toUpperCase(Locale.ROOT);
            double bound = Double.parseDouble(brief.group(2));
            return Optional.of(new TrimmedAggregate(kind, true, 0, bound));
        }
        Matcher full = LONG.matcher(name);
        if (!full.matches() || (full.group(2) == null && full.group(4) == null)) {
            return Optional.empty();
        }
        boolean percent = !full.group(3).isEmpty() || !full.group(5).isEmpty();
        double low = full.group(2) == null ? 0 : Double.parseDouble(full.group(2));
        double most = percent ? 100 : Double.POSITIVE_INFINITY;
        double high = full.group(4) == null ? most : Double.parseDouble(full.group(4));
        boolean sensible = low < high && high <= most && !(percent && full.group(1).equals("PR"));
        return sensible
                ? Optional.of(new TrimmedAggregate(full.group(1), percent, low, high))
                : Optional.empty();
    }

    @Override
    public OptionalDouble of(List<Sample> samples) {
        if (samples.isEmpty()
                || samples.stream().anyMatch(each -> each.minimum() != each.maximum())) {
            return OptionalDouble.empty();
        }
        List<Sample> sorted =
                samples.stream().sorted(Comparator.comparingDouble(Sample::minimum)).toList();
        double all = Simple.SAMPLE_COUNT.of(sorted).orElseThrow();
        List<Sample> kept = kept(sorted, all);
        double count = Simple.SAMPLE_COUNT.of(kept).orElse(0);
        double sum = Simple.SUM.of(kept).orElse(0);
        return switch (kind) {
            case "TC" -> OptionalDouble.of(count);
            case "TS" -> OptionalDouble.of(sum);
            case "PR" -> OptionalDouble.of(count / all * 100);
            case "WM" -> winsorized(sorted, kept, all);
            default -> count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
        };
    }

    private List<Sample> kept(List<Sample> sorted, double all) {
        List<Sample> kept = new ArrayList<>();
        double seen = 0;
        for (Sample sample : sorted) {
            double from = Math.max(seen, all * low / 100);
            double to = Math.min(seen + sample.count(), all * high / 100);
            double value = sample.minimum();
            if (!percent && value > low && value <= high) {
                kept.add(sample);
            } else if (percent && to > from) {
                kept.add(Sample.of(sample.at(), value, to - from, sample.unit()));
            }
            seen += sample.count();
        }
        return kept;
    }

    /** What lies outside counts as if it lay at the bound. */
    private static OptionalDouble winsorized(List<Sample> sorted, List<Sample> kept, double all) {
        if (kept.isEmpty()) {
            return OptionalDouble.empty();
        }
        double least = kept.getFirst().minimum();
        double most = kept.getLast().minimum();
        double sum =
                sorted.stream()
                        .mapToDouble(each -> Math.clamp(each.minimum(), least, most) * each.count())
                        .sum();
        return OptionalDouble.of(sum / all);
    }
}
