package dev.sila.config;

import dev.sila.config.ini.IniOption;
import dev.sila.model.Customers;
import dev.sila.model.Dhcp;
import dev.sila.model.Endpoints;
import dev.sila.model.Environment;
import dev.sila.model.MetaNetwork;
import dev.sila.model.VpcRange;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
        // An environment without a type is marked with its own name, which comes back as given.
        boolean alone = own.isEmpty() && (given == null || given.equals(name));
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
            this.networks = metaNetworks();
            Lookup lookup =
                    new Lookup(
                            configuration.networks(),
                            Precedence.VPC,
                            Map.of("environment", name, "type", type));
            this.options = new Options(lookup, VpcOptions.with(networks), problems);
        }

        /**
         * The metanetworks, in the order in which type and environment declare them; the usual ones
         * if neither declares any.
         */
        private Set<String> metaNetworks() {
            Set<String> names = new LinkedHashSet<>();
            own().forEach(each -> VpcOptions.declares(each.name()).ifPresent(names::add));
            if (names.isEmpty()) {
                names.addAll(VpcOptions.USUAL);
            }
            return names;
        }

        /** The options of the type's and the environment's sections. */
        private List<IniOption> own() {
            return Stream.of(Configuration.TYPE + type, Configuration.ENVIRONMENT + name)
                    .flatMap(section -> configuration.networks().all(section).stream())
                    .toList();
        }

        Optional<Environment> environment(Map<String, String> tags) {
            warnOfUnused();
            AddressReader addresses = new AddressReader(options, problems);
            Optional<VpcRange> range = addresses.range(name, where());
            MetaNetworkReader networkReader = new MetaNetworkReader(options, networks, problems);
            List<MetaNetwork> metaNetworks = networkReader.read(where());
            Customers customers = networkReader.customers();
            Endpoints endpoints = new EndpointReader(options, networks, problems).read();
            Dhcp dhcp = new DhcpReader(options, networks, hostNames, problems).read();
            return range.map(found ->
                    new Environment(
                            name,
                            type,
                            where(),
                            options.text("application", configuration.projectName()),
                            found,
                            addresses.zones(),
                            metaNetworks,
                            customers,
                            endpoints,
                            dhcp,
                            tags(tags),
                            new Environment.Hosts(
                                    options.words("ami_stage"),
                                    options.words("credential_buckets"))));
        }

        private String where() {
            String own = Configuration.ENVIRONMENT + name;
            boolean has = configuration.networks().has(own);
            return configuration.networks().where(has ? own : Configuration.TYPE + type);
        }

        /** The tags that options ask for, under those of the command line. */
        private Map<String, String> tags(Map<String, String> given) {
            Map<String, String> all = new HashMap<>();
            tag("environment_class", options.text("environment_class"), all);
            tag("productline", options.text("product_line"), all);
            all.putAll(given);
            return all;
        }

        private static void tag(String key, @Nullable String value, Map<String, String> tags) {
            if (value != null) {
                tags.put(key, value);
            }
        }

        /** Options of metanetworks that other environments have and this one lacks. */
        private void warnOfUnused() {
            Set<String> known = VpcOptions.networks(configuration.networks());
            for (IniOption each : own()) {
                String network = VpcOptions.metaNetwork(each.name()).orElse("");
                if (known.contains(network) && !networks.contains(network)) {
                    problems.warning(
                            each.where(),
                            each.name()
                                    + " has no effect: the environment "
                                    + name
                                    + " has no metanetwork "
                                    + network
                                    + ".",
                            "Declare it with " + network + VpcOptions.CIDR + ".");
                }
            }
        }
    }
}
