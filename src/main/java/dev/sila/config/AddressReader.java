package dev.sila.config;

import dev.sila.model.Cidr;
import dev.sila.model.NetworkPlanner;
import dev.sila.model.VpcRange;
import dev.sila.model.Zones;
import dev.sila.problem.Problems;
import java.util.List;
import java.util.Optional;

/** Reads where an environment's addresses come from, and in which zones it is. */
final class AddressReader {
    private final Options options;
    private final Problems problems;
    private final RangeReader ranges;

    AddressReader(Options options, Problems problems) {
        this.options = options;
        this.problems = problems;
        this.ranges = new RangeReader(options, problems);
    }

    /**
     * The VPC's range; empty, which is reported, if the files give none that is right.
     *
     * @param where the place of the environment
     */
    Optional<VpcRange> range(String name, String where) {
        if (options.text("vpc_cidr") != null) {
            return ranges.range("vpc_cidr")
                    .filter(each -> allowed(each.prefix()))
                    .map(each -> new VpcRange.Fixed(each, options.where("vpc_cidr")));
        }
        if (options.text("ip_space") == null || options.text("vpc_cidr_size") == null) {
            problems.error(
                    where,
                    "the environment " + name + " has no address range.",
                    "Give it vpc_cidr, or ip_space and vpc_cidr_size.");
            return Optional.empty();
        }
        Optional<Integer> size = options.number("vpc_cidr_size");
        Optional<Cidr> space = ranges.range("ip_space");
        if (space.isEmpty() || size.isEmpty()) {
            return Optional.empty();
        }
        if (space.get().prefix() > size.get()) {
            problems.error(
                    options.where("vpc_cidr_size"),
                    "a range of /" + size.get() + " is larger than ip_space " + space.get() + ".",
                    "Raise vpc_cidr_size, or widen ip_space.");
            return Optional.empty();
        }
        return Optional.of(new VpcRange.Within(space.get(), size.get()));
    }

    private boolean allowed(int prefix) {
        boolean allowed = prefix >= NetworkPlanner.LARGEST && prefix <= NetworkPlanner.SMALLEST;
        if (!allowed) {
            problems.error(
                    options.where("vpc_cidr"),
                    "vpc_cidr is a /" + prefix + ", but a VPC is /16 to /28.",
                    "Choose a range of such a size.");
        }
        return allowed;
    }

    /** The zones: a number, names, or all. */
    Zones zones() {
        List<String> words = options.words("zones");
        if (words.size() == 1 && words.getFirst().matches("[1-9]\\d?")) {
            return new Zones(Integer.parseInt(words.getFirst()), List.of());
        }
        return new Zones(0, words);
    }
}
