package dev.sila.config;

import dev.sila.model.Cidr;
import dev.sila.model.MetaNetwork;
import dev.sila.model.NatGateways;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads NAT gateways and the routes to them, and checks that routes do not contradict. */
final class RouteReader {
    private static final String ROUTES = "nat_gateway_routes";
    private static final Cidr EVERYTHING = Cidr.of("0.0.0.0/0");

    private final Options options;
    private final Set<String> networks;
    private final Problems problems;
    private final Map<String, String> natThrough;

    /** Static addresses and the metanetwork that has each. */
    private final Map<String, String> holders = new HashMap<>();

    RouteReader(Options options, Set<String> networks, Problems problems) {
        this.options = options;
        this.networks = networks;
        this.problems = problems;
        this.natThrough = natThrough();
    }

    private Map<String, String> natThrough() {
        Map<String, String> through = new HashMap<>();
        for (String word : options.words(ROUTES)) {
            List<String> ends = List.of(word.split("/", -1));
            if (ends.size() != 2) {
                wrong(
                        "\"" + word + "\" is not SOURCE/TARGET.",
                        "Write two metanetworks, such as intranet/tunnel.");
            } else if (ends.stream().filter(this::known).count() == ends.size()) {
                route(ends.getFirst(), ends.getLast(), through);
            }
        }
        return through;
    }

    private void route(String source, String target, Map<String, String> through) {
        if (source.equals(target)) {
            wrong(
                    "the metanetwork " + source + " is routed to itself.",
                    "Route it to the metanetwork with the NAT gateways.");
            return;
        }
        String before = through.putIfAbsent(source, target);
        if (before != null) {
            wrong(
                    "the metanetwork "
                            + source
                            + " is routed twice, to "
                            + before
                            + " and to "
                            + target
                            + ".",
                    "Keep one of them.");
        }
    }

    private boolean known(String network) {
        boolean known = networks.contains(network);
        if (!known) {
            wrong(
                    "there is no metanetwork \"" + network + "\".",
                    Suggest.remedy(
                            network,
                            networks,
                            "The metanetworks are: " + String.join(", ", networks)));
        }
        return known;
    }

    private void wrong(String what, String remedy) {
        problems.error(options.where(ROUTES), ROUTES + ": " + what, remedy);
    }

    /** The metanetwork through whose NAT gateways that one reaches the internet, or null. */
    @Nullable String natThrough(String network) {
        return natThrough.get(network);
    }

    /** The NAT gateways of the metanetwork, or null. */
    @Nullable NatGateways natGateways(String network) {
        String option = network + VpcOptions.NAT_GATEWAYS;
        List<String> words = options.words(option);
        if (words.isEmpty()) {
            return null;
        }
        String where = options.where(option);
        if (words.equals(List.of("auto"))) {
            return new NatGateways(where, List.of());
        }
        List<String> addresses = new ArrayList<>();
        for (String word : words) {
            if (Cidr.readAddress(word).isEmpty()) {
                problems.error(
                        where,
                        option + ": \"" + word + "\" is no IPv4 address.",
                        "Write auto, or one Elastic IP address for each zone.");
                continue;
            }
            addresses.add(word);
            String holder = holders.putIfAbsent(word, network);
            if (holder != null) {
                problems.error(
                        where,
                        option + ": the address " + word + " is given twice.",
                        "A NAT gateway of " + holder + " has it already; give another.");
            }
        }
        return addresses.isEmpty() ? null : new NatGateways(where, addresses);
    }

    /** Reports what the metanetworks' routes say together and cannot be. */
    void check(List<MetaNetwork> all) {
        Set<String> used = new HashSet<>(natThrough.values());
        for (MetaNetwork network : all) {
            checkDestinations(network);
            if (network.natGateways() != null) {
                checkGateways(network, network.natGateways(), used);
            } else if (used.contains(network.name()) && !given(network)) {
                wrong(
                        "the metanetwork " + network.name() + " has no NAT gateways.",
                        "Add " + network.name() + VpcOptions.NAT_GATEWAYS + "=auto.");
            }
        }
    }

    /** Whether the option is there, be it wrong. */
    private boolean given(MetaNetwork network) {
        return !options.words(network.name() + VpcOptions.NAT_GATEWAYS).isEmpty();
    }

    private void checkDestinations(MetaNetwork network) {
        for (Cidr each : network.vpnRoutes()) {
            if (network.internetRoutes().contains(each)) {
                problems.error(
                        options.where(network.name() + VpcOptions.VPN_ROUTES),
                        network.name()
                                + " routes "
                                + each
                                + " both to the internet gateway and to the virtual private gateway.",
                        "Keep it in one of the two options.");
            }
        }
        boolean internet = network.internetRoutes().contains(EVERYTHING);
        if (network.natThrough() != null
                && (internet || network.vpnRoutes().contains(EVERYTHING))) {
            String other = internet ? VpcOptions.INTERNET_ROUTES : VpcOptions.VPN_ROUTES;
            wrong(
                    network.name()
                            + " sends 0.0.0.0/0 to the NAT gateways of "
                            + network.natThrough()
                            + ", and "
                            + network.name()
                            + other
                            + " sends it elsewhere.",
                    "Take it from one of the two options.");
        }
    }

    private void checkGateways(MetaNetwork network, NatGateways gateways, Set<String> used) {
        if (network.internetRoutes().isEmpty()) {
            problems.error(
                    gateways.where(),
                    "the NAT gateways of "
                            + network.name()
                            + " cannot reach the internet: it has no route to the internet gateway.",
                    "Add "
                            + network.name()
                            + VpcOptions.INTERNET_ROUTES
                            + "=0.0.0.0/0, or put them into a metanetwork that has it.");
        }
        if (!used.contains(network.name())) {
            problems.warning(
                    gateways.where(),
                    "no metanetwork uses the NAT gateways of " + network.name() + ".",
                    "Add nat_gateway_routes=SOURCE/" + network.name() + ".");
        }
    }
}
