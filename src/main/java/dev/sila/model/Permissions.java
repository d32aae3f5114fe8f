package dev.sila.model;

import dev.sila.model.SecurityRule.Everywhere;
import dev.sila.model.SecurityRule.Net;
import dev.sila.model.SecurityRule.Ports;
import dev.sila.model.SecurityRule.Range;
import dev.sila.model.SecurityRule.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each metanetwork lets in and out, worked out from its rules and from what customers may
 * reach.
 */
public final class Permissions {
    /** Where customers' traffic ends. */
    public static final String CUSTOMER_NET = "dmz";

    /** Where the services behind it live. */
    public static final String SERVICE_NET = "intranet";

    private Permissions() {}

    /** One permission; its source, or destination, is a range, a prefix list or a metanetwork. */
    public record Permission(String protocol, Ports ports, Source source) {}

    /** Everything that the metanetwork lets in; nothing if it has no rules option at all. */
    public static Set<Permission> of(Environment environment, MetaNetwork network) {
        Set<Permission> permissions = new LinkedHashSet<>();
        List<SecurityRule> rules = network.rules();
        if (rules == null) {
            return permissions;
        }
        rules.forEach(rule -> permissions.addAll(of(environment, rule)));
        for (Ports ports : environment.customers().ports()) {
            customerSources(environment, network)
                    .forEach(source -> permissions.add(new Permission("tcp", ports, source)));
        }
        return permissions;
    }

    /**
     * Everything that the metanetwork lets out; null if the files say nothing, which is not the
     * same as nothing.
     */
    public static @Nullable Set<Permission> outOf(Environment environment, MetaNetwork network) {
        List<SecurityRule> rules = network.egress();
        if (rules == null) {
            return null;
        }
        Set<Permission> permissions = new LinkedHashSet<>();
        rules.forEach(rule -> permissions.addAll(of(environment, rule)));
        return permissions;
    }

    private static List<Permission> of(Environment environment, SecurityRule rule) {
        List<Permission> permissions = new ArrayList<>();
        for (Source source : sources(environment, rule.source())) {
            rule.ports()
                    .forEach(ports ->
                            permissions.add(new Permission(rule.protocol(), ports, source)));
        }
        return permissions;
    }

    private static List<Source> sources(Environment environment, Source source) {
        return source instanceof Everywhere
                ? environment.metaNetworks().stream()
                        .map(each -> (Source) new Net(each.name()))
                        .toList()
                : List.of(source);
    }

    private static Set<Source> customerSources(Environment environment, MetaNetwork network) {
        Set<Source> sources = new LinkedHashSet<>();
        boolean dmz = network.name().equals(CUSTOMER_NET);
        if (dmz) {
            environment.customers().ranges().forEach(each -> sources.add(new Range(each)));
        }
        boolean reached = dmz || network.name().equals(SERVICE_NET);
        if (reached && environment.metaNetwork(CUSTOMER_NET).isPresent()) {
            sources.add(new Net(CUSTOMER_NET));
        }
        return sources;
    }
}
