package dev.sila.config;

import dev.sila.config.ini.IniOption;
import dev.sila.model.Cidr;
import dev.sila.model.Customers;
import dev.sila.model.Dhcp;
import dev.sila.model.Environment;
import dev.sila.model.MetaNetwork;
import dev.sila.model.SecurityRule;
import dev.sila.model.SecurityRuleGrammar;
import dev.sila.model.VpcRange;
import dev.sila.model.Zones;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the network of an environment from {@code disco_vpc.ini}. */
public final class EnvironmentReader {
    private final Configuration configuration;
    private final HostNames hostNames;

    public EnvironmentReader(Configuration configuration, HostNames hostNames) {
        this.configuration = configuration;
        this.hostNames = hostNames;
    }

    /**
     * The environment of that name.
     *
     * @param type its type; null: the option {@code type} of its section, else the type of the same
     *     name
     * @param tags further tags for its VPC
     * @throws ProblemException with every error
     */
    public Environment read(String name, @Nullable String type, Map<String, String> tags) {
        Problems problems = new Problems();
        Optional<Environment> environment = read(name, type, tags, problems);
        problems.throwIfErrors();
        return environment.orElseThrow();
    }

    /**
     * As the other, with what is wrong put into problems; empty if nothing sensible can be read.
     */
    Optional<Environment> read(
            String name, @Nullable String type, Map<String, String> tags, Problems problems) {
        checkName(name, problems);
        Optional<String> chosen = type(name, type, problems);
        return chosen.flatMap(known -> new Reading(name, known, problems).environment(tags));
    }

    private void checkName(String name, Problems problems) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9-]*")) {
            problems.error(
                    place(name),
                    "the environment's name \""
                            + name
                            + "\" is not only letters, digits and"
                            + " hyphens, so the parts of names made of it could not be told apart.",
                    "Choose another, such as " + name.replaceAll("[^A-Za-z0-9]+", "-") + ".");
        }
    }

    private String place(String name) {
        return configuration.networks().where(Configuration.ENVIRONMENT + name);
    }

    private Optional<String> type(String name, @Nullable String given, Problems problems) {
        Set<String> types = configuration.typeNames();
        String section = Configuration.ENVIRONMENT + name;
        Optional<IniOption> own = configuration.networks().find(section, "type");
        String type = given != null ? given : own.map(each -> each.value().strip()).orElse(name);
        boolean alone = given == null && own.isEmpty();
        if (types.contains(type) || (alone && configuration.networks().has(section))) {
            return Optional.of(type);
        }
        if (alone) {
            problems.error(
                    configuration.networks().file(),
                    "there is neither [env:" + name + "] nor [envtype:" + name + "].",
                    Suggest.remedy(
                            name,
                            configuration.environmentNames(),
                            "Add a section, or name the type with --type."));
        } else {
            problems.error(
                    given != null ? "--type " + given : own.orElseThrow().where(),
                    "there is no [envtype:" + type + "].",
                    Suggest.remedy(type, types, "The types are: " + String.join(", ", types)));
        }
        return Optional.empty();
    }

    /** The reading of one environment. */
    private final class Reading {
        private final String name;
        private final String type;
        private final Problems problems;
        private final Set<String> networks;
        private final Options options;

        Reading(String name, String type, Problems problems) {
            this.name = name;
            this.type = type;
            this.problems = problems;
            this.networks = declared();
            Lookup lookup =
                    new Lookup(
                            configuration.networks(),
                            Precedence.VPC,
                            Map.of("environment", name, "type", type));
            this.options = new Options(lookup, VpcOptions.with(networks), problems);
        }

        /** The metanetworks, in the order in which type and environment declare them. */
        private Set<String> declared() {
            Set<String> names = new LinkedHashSet<>();
            for (String section :
                    List.of(Configuration.TYPE + type, Configuration.ENVIRONMENT + name)) {
                configuration
                        .networks()
                        .all(section)
                        .forEach(each -> VpcOptions.declares(each.name()).ifPresent(names::add));
            }
            return names;
        }

        Optional<Environment> environment(Map<String, String> tags) {
            Optional<VpcRange> range = range();
            if (networks.isEmpty()) {
                problems.error(
                        where(),
                        "the environment " + name + " has no metanetwork.",
                        "Declare one, such as intranet_cidr=auto.");
            }
            List<MetaNetwork> metaNetworks = networks.stream().map(this::metaNetwork).toList();
            String application = options.text("application", configuration.projectName());
            Zones zones = zones();
            Customers customers = customers();
            Dhcp dhcp = new DhcpReader(options, networks, hostNames, problems).read();
            return range.map(found ->
                    new Environment(
                            name,
                            type,
                            where(),
                            application,
                            found,
                            zones,
                            metaNetworks,
                            customers,
                            dhcp,
                            tags));
        }

        private String where() {
            String own = Configuration.ENVIRONMENT + name;
            boolean has = configuration.networks().has(own);
            return configuration.networks().where(has ? own : Configuration.TYPE + type);
        }

        private Optional<VpcRange> range() {
            if (options.text("vpc_cidr") != null) {
                return cidr("vpc_cidr")
                        .filter(each -> allowed("vpc_cidr", each.prefix()))
                        .map(VpcRange.Fixed::new);
            }
            if (options.text("ip_space") == null || options.text("vpc_cidr_size") == null) {
                problems.error(
                        where(),
                        "the environment " + name + " has no address range.",
                        "Give it vpc_cidr, or ip_space and vpc_cidr_size.");
                return Optional.empty();
            }
            Optional<Integer> size = options.number("vpc_cidr_size");
            Optional<Cidr> space = cidr("ip_space");
            if (space.isEmpty() || size.isEmpty()) {
                return Optional.empty();
            }
            if (space.get().prefix() > size.get()) {
                problems.error(
                        options.where("vpc_cidr_size"),
                        "a range of /"
                                + size.get()
                                + " is larger than ip_space "
                                + space.get()
                                + ".",
                        "Raise vpc_cidr_size, or widen ip_space.");
                return Optional.empty();
            }
            return Optional.of(new VpcRange.Within(space.get(), size.get()));
        }

        private boolean allowed(String option, int prefix) {
            boolean allowed = prefix >= 16 && prefix <= 28;
            if (!allowed) {
                problems.error(
                        options.where(option),
                        option + " is a /" + prefix + ", but a VPC is /16 to /28.",
                        "Choose a range of such a size.");
            }
            return allowed;
        }

        private Optional<Cidr> cidr(String option) {
            String text = options.text(option);
            return text == null ? Optional.empty() : cidr(option, text);
        }

        private Optional<Cidr> cidr(String option, String text) {
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

        private MetaNetwork metaNetwork(String network) {
            String option = network + VpcOptions.CIDR;
            boolean auto = options.text(option, "").equals("auto");
            if (!network.matches("[a-z0-9-]+")) {
                problems.error(
                        options.where(option),
                        "the metanetwork's name \""
                                + network
                                + "\" is not only letters, digits and"
                                + " hyphens.",
                        "Choose another.");
            }
            if (options.text(option) == null) {
                problems.error(
                        options.where(option), option + " is empty.", "Write a range, or auto.");
            }
            Cidr cidr = auto ? null : cidr(option).orElse(null);
            return new MetaNetwork(
                    network, options.where(option), cidr, rules(network), routes(network));
        }

        private @Nullable List<SecurityRule> rules(String network) {
            return options.find(network + VpcOptions.RULES)
                    .map(found -> grammar(found.where()).read(found.value()))
                    .orElse(null);
        }

        private List<Cidr> routes(String network) {
            String option = network + VpcOptions.INTERNET_ROUTES;
            List<Cidr> routes = new ArrayList<>();
            for (String word : options.words(option)) {
                cidr(option, word).ifPresent(routes::add);
            }
            return routes;
        }

        private SecurityRuleGrammar grammar(String where) {
            return new SecurityRuleGrammar(where, networks, problems);
        }

        private Customers customers() {
            List<Cidr> ranges = new ArrayList<>();
            for (String word : options.words("customer_cidr")) {
                cidr("customer_cidr", word).ifPresent(ranges::add);
            }
            String ports = options.text("customer_ports", "");
            return new Customers(grammar(options.where("customer_ports")).readPorts(ports), ranges);
        }

        private Zones zones() {
            List<String> words = options.words("zones");
            if (words.size() == 1 && words.getFirst().matches("[1-9]\\d?")) {
                return new Zones(Integer.parseInt(words.getFirst()), List.of());
            }
            return new Zones(0, words);
        }
    }
}
