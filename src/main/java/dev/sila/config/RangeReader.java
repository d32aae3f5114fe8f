package dev.sila.config;

import dev.sila.model.Cidr;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads options that hold ranges of addresses. */
final class RangeReader {
    private final Options options;
    private final Problems problems;

    RangeReader(Options options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    /** The range of the option; empty if there is none, or, which is reported, if it is wrong. */
    Optional<Cidr> range(String option) {
        String text = options.text(option);
        return text == null ? Optional.empty() : read(option, text);
    }

    /** The ranges of the option that are right, separated by white space or commas. */
    List<Cidr> ranges(String option) {
        List<Cidr> ranges = new ArrayList<>();
        for (String word : options.words(option)) {
            read(option, word).ifPresent(ranges::add);
        }
        return ranges;
    }

    private Optional<Cidr> read(String option, String text) {
        Optional<Cidr> cidr = Cidr.read(text);
        if (cidr.isEmpty()) {
            problems.error(
                    options.where(option),
                    option + ": \"" + text + "\" is no IPv4 range.",
                    "Write it as 10.0.0.0/20.");
        } else if (!cidr.get().toString().equals(text)) {
            problems.warning(
                    options.where(option),
                    option + ": " + text + " does not begin where a range of its size begins.",
                    "It is taken as " + cidr.get() + ".");
        }
        return cidr;
    }
}
