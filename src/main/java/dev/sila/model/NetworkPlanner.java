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
import org.jspecify.annotations.Nullable;

/**
 * Gives every part of an environment's network its addresses. What exists keeps what it has as long
 * as the files allow it, so that a second run changes nothing.
 *
 * @param existingVpc the environment's range if its VPC exists
 * @param existing the ranges that its metanetworks have, by name
 * @param others the ranges of the other VPCs, which the environment's must not overlap
 * @param seed from which free ranges are drawn; the same seed draws the same ranges
 */
public record NetworkPlanner(
        @Nullable Cidr existingVpc,
        Map<String, Cidr> existing,
        Collection<Cidr> others,
        long seed) {
    /** The largest prefix that EC2 allows for a VPC or a subnet. */
    public static final int SMALLEST = 28;

    /** The smallest prefix that EC2 allows for a VPC or a subnet. */
    public static final int LARGEST = 16;

    public NetworkPlanner {
        existing = Map.copyOf(existing);
        others = List.copyOf(others);
    }

    /**
     * The layout in those zones.
     *
     * @throws ProblemException with everything that does not fit
     */
    public NetworkLayout plan(Environment environment, List<String> zones) {
        Problems problems = new Problems();
        Cidr vpc = vpc(environment).orElseThrow(() -> new ProblemException(noRange(environment)));
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

    private Optional<Cidr> vpc(Environment environment) {
        return switch (environment.range()) {
            case VpcRange.Fixed(Cidr cidr) -> Optional.of(cidr);
            case VpcRange.Within(Cidr space, int prefix) ->
                    existingVpc != null
                            ? Optional.of(existingVpc)
                            : FreeBlock.find(
                                    space,
                                    prefix,
                                    others,
                                    given(environment),
                                    seed,
                                    environment.name());
        };
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
            Cidr before = existing.get(network.name());
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

    private static List<Share> shares(
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
        List<Share> shares = new ArrayList<>();
        for (String zone : zones) {
            shares.add(new Share(network.name(), zone, range.block(prefix, shares.size())));
        }
        return shares;
    }
}
