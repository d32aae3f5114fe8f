package dev.sila.model;

import dev.sila.model.NetworkLayout.Share;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Gives every part of an environment's network its addresses. What exists keeps what it has as long
 * as the files allow it, so that a second run changes nothing.
 *
 * @param existing the addresses that the environment has already
 * @param others the ranges of the other VPCs, which a free range must not overlap
 * @param seed from which free ranges are drawn; the same seed draws the same ranges
 */
public record NetworkPlanner(ExistingNetwork existing, Collection<Cidr> others, long seed) {
    /** The largest prefix that EC2 allows for a VPC or a subnet. */
    public static final int SMALLEST = 28;

    /** The smallest prefix that EC2 allows for a VPC or a subnet. */
    public static final int LARGEST = 16;

    private static final String SHRINK =
            "AWS cannot make a subnet smaller. Keep the zones, give the metanetwork a larger range that"
                    + " holds the old one, or make an environment of another name and move over.";

    public NetworkPlanner {
        others = List.copyOf(others);
    }

    /**
     * The layout in those zones.
     *
     * @throws ProblemException with everything that does not fit
     */
    public NetworkLayout plan(Environment environment, List<String> zones) {
        Problems problems = new Problems();
        Cidr vpc =
                vpc(environment, problems)
                        .orElseThrow(() -> new ProblemException(noRange(environment)));
        problems.throwIfErrors();
        Map<String, Cidr> networks = metaNetworks(environment, vpc, problems);
        List<Share> shares = new ArrayList<>();
        for (MetaNetwork network : environment.metaNetworks()) {
            Cidr range = networks.get(network.name());
            if (range != null) {
                shares.addAll(shares(network, range, zones, problems));
            }
        }
        problems.throwIfErrors();
        return new NetworkLayout(vpc, networks, shares);
    }

    private Optional<Cidr> vpc(Environment environment, Problems problems) {
        Cidr before = existing.vpc();
        return switch (environment.range()) {
            case VpcRange.Fixed(Cidr cidr, String where) -> {
                if (before != null && !before.equals(cidr) && !existing.subnets().isEmpty()) {
                    problems.error(where, moved(environment, before, cidr), remedy(before));
                }
                yield Optional.of(cidr);
            }
            case VpcRange.Within(Cidr space, int prefix) ->
                    before != null
                            ? Optional.of(before)
                            : FreeBlock.find(
                                    space,
                                    prefix,
                                    others,
                                    given(environment),
                                    seed,
                                    environment.name());
        };
    }

    /** AWS fixes a VPC's range for life; only an empty VPC is replaced by another. */
    private static String moved(Environment environment, Cidr before, Cidr wanted) {
        return "the VPC of "
                + environment.name()
                + " has the range "
                + before
                + ", which AWS fixes for life. With "
                + wanted
                + " everything in it would have to be made anew.";
    }

    private static String remedy(Cidr before) {
        return "Go back to vpc_cidr="
                + before
                + "; or make an environment of another name with the new range, move over, and destroy"
                + " this one.";
    }

    private static Problem noRange(Environment environment) {
        return Problem.error(
                environment.where(),
                "no range of the wanted size is free in ip_space that overlaps no other VPC and"
                        + " holds every metanetwork range given.",
                "Widen ip_space, raise vpc_cidr_size, or make the metanetworks auto.");
    }

    /** The ranges that the files give to metanetworks. */
    private static List<Cidr> given(Environment environment) {
        List<Cidr> given = new ArrayList<>();
        for (MetaNetwork network : environment.metaNetworks()) {
            Cidr cidr = network.cidr();
            if (cidr != null) {
                given.add(cidr);
            }
        }
        return given;
    }

    private Map<String, Cidr> metaNetworks(Environment environment, Cidr vpc, Problems problems) {
        Map<String, Cidr> fixed = fixed(environment, vpc, problems);
        int prefix = vpc.prefix() + Cidr.bitsFor(environment.metaNetworks().size());
        Map<String, Cidr> all = new LinkedHashMap<>();
        for (MetaNetwork network : environment.metaNetworks()) {
            Cidr cidr = fixed.get(network.name());
            if (cidr == null && network.cidr() == null) {
                cidr =
                        FreeBlock.find(vpc, prefix, fixed.values(), List.of(), seed, network.name())
                                .orElse(null);
                if (cidr == null) {
                    problems.error(
                            network.where(),
                            "no range of prefix /" + prefix + " is free in " + vpc + ".",
                            "Make the ranges of other metanetworks smaller, or the VPC larger.");
                } else {
                    fixed.put(network.name(), cidr);
                }
            }
            if (cidr != null) {
                all.put(network.name(), cidr);
            }
        }
        return all;
    }

    /** The ranges that are settled: given in the files, or free ones taken before. */
    private Map<String, Cidr> fixed(Environment environment, Cidr vpc, Problems problems) {
        Map<String, Cidr> fixed = new LinkedHashMap<>();
        for (MetaNetwork network : environment.metaNetworks()) {
            Cidr cidr = network.cidr();
            if (cidr != null) {
                checkPlace(network, cidr, vpc, fixed, problems);
                fixed.put(network.name(), cidr);
            }
        }
        for (MetaNetwork network : environment.metaNetworks()) {
            Cidr before = existing.metaNetworks().get(network.name());
            if (network.cidr() == null
                    && before != null
                    && vpc.contains(before)
                    && fixed.values().stream().noneMatch(before::overlaps)) {
                fixed.put(network.name(), before);
            }
        }
        return fixed;
    }

    private static void checkPlace(
            MetaNetwork network,
            Cidr cidr,
            Cidr vpc,
            Map<String, Cidr> earlier,
            Problems problems) {
        if (!vpc.contains(cidr)) {
            problems.error(
                    network.where(),
                    network.name()
                            + "_cidr "
                            + cidr
                            + " is not inside the VPC's range "
                            + vpc
                            + ".",
                    "Choose a part of it, or write auto.");
        }
        earlier.forEach((name, other) -> {
            if (other.overlaps(cidr)) {
                problems.error(
                        network.where(),
                        network.name()
                                + "_cidr "
                                + cidr
                                + " overlaps "
                                + name
                                + "_cidr "
                                + other
                                + ".",
                        "Choose another part of " + vpc + ", or write auto.");
            }
        });
    }

    /**
     * The metanetwork's range divided by the zones. Subnets that exist keep their part of it; the
     * others get what is free, which is the same part when nothing but the run was cut short.
     */
    private List<Share> shares(
            MetaNetwork network, Cidr range, List<String> zones, Problems problems) {
        int prefix = range.prefix() + Cidr.bitsFor(zones.size());
        if (prefix > SMALLEST) {
            problems.error(
                    network.where(),
                    network.name()
                            + " with "
                            + range
                            + " is too small for "
                            + zones.size()
                            + " zones: a subnet holds at least 16 addresses (/28).",
                    "Give it a range of at least /"
                            + (SMALLEST - Cidr.bitsFor(zones.size()))
                            + ".");
            return List.of();
        }
        Map<String, Cidr> parts = kept(network, range, zones);
        List<Share> shares = new ArrayList<>();
        for (String zone : zones) {
            Cidr part = parts.get(zone);
            if (part == null) {
                part = firstFree(range, prefix, parts.values()).orElse(null);
            }
            if (part == null) {
                problems.error(network.where(), full(network, range, parts, zone), SHRINK);
                return List.of();
            }
            parts.put(zone, part);
            shares.add(new Share(network.name(), zone, part));
        }
        return shares;
    }

    /** The metanetwork's subnets that exist in these zones and lie in its range, by zone. */
    private Map<String, Cidr> kept(MetaNetwork network, Cidr range, List<String> zones) {
        Map<String, Cidr> kept = new LinkedHashMap<>();
        for (String zone : zones) {
            existing.subnets().stream()
                    .filter(each -> each.metaNetwork().equals(network.name()))
                    .filter(each -> each.zone().equals(zone))
                    .map(Share::cidr)
                    .filter(range::contains)
                    .filter(each -> kept.values().stream().noneMatch(each::overlaps))
                    .sorted()
                    .findFirst()
                    .ifPresent(each -> kept.put(zone, each));
        }
        return kept;
    }

    private static Optional<Cidr> firstFree(Cidr range, int prefix, Collection<Cidr> taken) {
        return LongStream.range(0, range.blocks(prefix))
                .mapToObj(each -> range.block(prefix, each))
                .filter(each -> taken.stream().noneMatch(each::overlaps))
                .findFirst();
    }

    private static String full(
            MetaNetwork network, Cidr range, Map<String, Cidr> parts, String zone) {
        return "the subnets of "
                + network.name()
                + " fill its range "
                + range
                + " ("
                + String.join(", ", parts.keySet())
                + "), so there is no room for one in "
                + zone
                + ".";
    }
}
