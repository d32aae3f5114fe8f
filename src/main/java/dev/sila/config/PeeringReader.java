package dev.sila.config;

import dev.sila.config.ini.IniOption;
import dev.sila.model.MetaNetwork;
import dev.sila.model.Peering;
import dev.sila.model.Peering.End;
import dev.sila.model.PeeringGrammar;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads {@code [peerings]} of {@code disco_vpc.ini}. */
public final class PeeringReader {
    /** The section. */
    static final String SECTION = "peerings";

    private static final String OPTION = "connection_";

    private final Configuration configuration;
    private final Problems problems;

    public PeeringReader(Configuration configuration, Problems problems) {
        this.configuration = configuration;
        this.problems = problems;
    }

    /** The lines that are right, in the order of the file. */
    public List<Peering> read() {
        List<Peering> lines = new ArrayList<>();
        for (IniOption each : configuration.networks().own(SECTION)) {
            if (each.name().startsWith(OPTION)) {
                new PeeringGrammar(each.where(), problems).read(each.value()).ifPresent(lines::add);
            } else {
                problems.error(
                        each.where(),
                        "the option " + each.name() + " is no peering.",
                        "Begin its name with " + OPTION + "; the rest is up to you.");
            }
        }
        return lines;
    }

    /** Reads, and compares what the lines name with the rest of the file. */
    void check() {
        for (Peering line : read()) {
            end(line.where(), line.from());
            end(line.where(), line.to());
        }
    }

    private void end(String where, End end) {
        Set<String> types = configuration.typeNames();
        Set<String> environments = configuration.environmentNames();
        String type = end.type();
        String name = end.name();
        if (type != null && !types.contains(type)) {
            problems.error(
                    where,
                    end + ": there is no [envtype:" + type + "].",
                    Suggest.remedy(type, types, "The types are: " + String.join(", ", types)));
        } else if (name != null && type == null && !known(name)) {
            Set<String> all = new TreeSet<>(types);
            all.addAll(environments);
            problems.warning(
                    where,
                    end + ": there is neither [env:" + name + "] nor [envtype:" + name + "].",
                    Suggest.remedy(name, all, "It counts only if it is made with --type."));
        } else {
            network(where, end);
        }
    }

    private boolean known(String name) {
        return configuration.environmentNames().contains(name)
                || configuration.typeNames().contains(name);
    }

    /** Whether any environment that is meant declares the metanetwork, as far as files can tell. */
    private void network(String where, End end) {
        List<Set<String>> declared = environments(end).map(this::networks).toList();
        boolean known = declared.stream().anyMatch(each -> !each.isEmpty());
        Set<String> all = new TreeSet<>();
        declared.forEach(all::addAll);
        if (known && !all.contains(end.metaNetwork())) {
            problems.error(
                    where,
                    end + ": there is no metanetwork " + end.metaNetwork() + ".",
                    Suggest.remedy(
                            end.metaNetwork(),
                            all,
                            "The metanetworks are: " + String.join(", ", all)));
        }
    }

    private record Named(String name, String type) {}

    private Stream<Named> environments(End end) {
        String name = end.name();
        String type = end.type();
        if (name != null) {
            return Stream.of(new Named(name, type == null ? typeOf(name) : type));
        }
        return type == null
                ? Stream.of()
                : Stream.concat(
                                configuration.environmentNames().stream()
                                        .filter(each -> typeOf(each).equals(type)),
                                Stream.of(type))
                        .map(each -> new Named(each, type));
    }

    private String typeOf(String name) {
        return configuration
                .networks()
                .find(Configuration.ENVIRONMENT + name, "type")
                .map(each -> each.value().strip())
                .orElse(name);
    }

    private Set<String> networks(Named environment) {
        HostNames noResolver = any -> List.of("192.0.2.1");
        String given =
                configuration.typeNames().contains(environment.type()) ? environment.type() : null;
        Set<String> names = new TreeSet<>();
        new EnvironmentReader(configuration, noResolver)
                .read(environment.name(), given, Map.of(), new Problems())
                .ifPresent(each ->
                        each.metaNetworks().stream().map(MetaNetwork::name).forEach(names::add));
        return names;
    }
}
