package dev.sila.config;

import dev.sila.model.Cidr;
import dev.sila.model.Customers;
import dev.sila.model.MetaNetwork;
import dev.sila.model.SecurityRule;
import dev.sila.model.SecurityRuleGrammar;
import dev.sila.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the metanetworks of an environment: their ranges, rules and routes. */
final class MetaNetworkReader {
    private static final String AUTO = "auto";

    private final Options options;
    private final Set<String> names;
    private final Problems problems;
    private final RangeReader ranges;
    private final RouteReader routes;

    /**
     * @param names the metanetworks that the environment has
     */
    MetaNetworkReader(Options options, Set<String> names, Problems problems) {
        this.options = options;
        this.names = names;
        this.problems = problems;
        this.ranges = new RangeReader(options, problems);
        this.routes = new RouteReader(options, names, problems);
    }

    /**
     * The metanetworks in their order.
     *
     * @param where the place of one that no option declares
     */
    List<MetaNetwork> read(String where) {
        List<MetaNetwork> networks = names.stream().map(each -> read(each, where)).toList();
        routes.check(networks);
        return networks;
    }

    private MetaNetwork read(String network, String where) {
        String option = network + VpcOptions.CIDR;
        Optional<Option> found = options.find(option);
        String place = found.map(Option::where).orElse(where);
        checkName(network, place);
        return new MetaNetwork(
                network,
                place,
                found.isPresent() ? cidr(option, place) : null,
                rules(network),
                egress(network),
                ranges.ranges(network + VpcOptions.INTERNET_ROUTES),
                ranges.ranges(network + VpcOptions.VPN_ROUTES),
                routes.natGateways(network),
                routes.natThrough(network));
    }

    private void checkName(String network, String where) {
        if (!network.matches("[a-z0-9-]+")) {
            problems.error(
                    where,
                    "the metanetwork's name \""
                            + network
                            + "\" is not only letters, digits and hyphens.",
                    "Choose another.");
        }
    }

    private @Nullable Cidr cidr(String option, String where) {
        String text = options.text(option);
        if (text == null) {
            problems.error(where, option + " is empty.", "Write a range, or auto.");
        }
        return AUTO.equals(text) ? null : ranges.range(option).orElse(null);
    }

    private @Nullable List<SecurityRule> rules(String network) {
        return options.find(network + VpcOptions.RULES)
                .map(found -> grammar(found.where()).read(found.value()))
                .orElse(null);
    }

    private @Nullable List<SecurityRule> egress(String network) {
        Option found = options.find(network + VpcOptions.EGRESS_RULES).orElse(null);
        if (found == null) {
            return null;
        }
        String text = found.value().strip();
        if (text.isEmpty()) {
            problems.error(
                    found.where(),
                    found.name() + " is empty, which may mean nothing or everything.",
                    "Write none, rules, or for everything: all 0.0.0.0/0 -1");
        }
        return text.equals(VpcOptions.NONE) ? List.of() : grammar(found.where()).read(text);
    }

    private SecurityRuleGrammar grammar(String where) {
        return new SecurityRuleGrammar(where, names, problems);
    }

    /** What customers may reach. */
    Customers customers() {
        String ports = options.text("customer_ports", "");
        return new Customers(
                grammar(options.where("customer_ports")).readPorts(ports),
                ranges.ranges("customer_cidr"));
    }
}
