package dev.sila.config;

import dev.sila.model.Cidr;
import dev.sila.model.Dhcp;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what hosts of an environment are told when they boot. */
final class DhcpReader {
    /** EC2 takes at most so many time servers. */
    private static final int MOST_NTP_SERVERS = 4;

    private final Options options;
    private final Set<String> metaNetworks;
    private final HostNames hostNames;
    private final Problems problems;

    DhcpReader(Options options, Set<String> metaNetworks, HostNames hostNames, Problems problems) {
        this.options = options;
        this.metaNetworks = metaNetworks;
        this.hostNames = hostNames;
        this.problems = problems;
    }

    /** The options, or null if none of them is in the files. */
    @Nullable Dhcp read() {
        Set<String> nameServers = new LinkedHashSet<>(options.words("internal_dns"));
        nameServers.addAll(options.words("external_dns"));
        String domain = options.text("domain_name");
        List<String> ntp = ntpServers();
        Dhcp.Offset offset = ntp.isEmpty() ? offset() : null;
        if (nameServers.isEmpty() && domain == null && ntp.isEmpty() && offset == null) {
            return null;
        }
        if (nameServers.isEmpty()) {
            nameServers.add("AmazonProvidedDNS");
        }
        checkNameServers(nameServers);
        return new Dhcp(List.copyOf(nameServers), domain, ntp, offset);
    }

    private void checkNameServers(Set<String> nameServers) {
        for (String each : nameServers) {
            if (!each.equals("AmazonProvidedDNS") && Cidr.readAddress(each).isEmpty()) {
                problems.error(
                        options.where(
                                options.words("internal_dns").contains(each)
                                        ? "internal_dns"
                                        : "external_dns"),
                        "the name server \"" + each + "\" is no address.",
                        Suggest.remedy(
                                each,
                                List.of("AmazonProvidedDNS"),
                                "Write an address, or AmazonProvidedDNS."));
            }
        }
    }

    private List<String> ntpServers() {
        Set<String> addresses = new LinkedHashSet<>();
        for (String word : options.words("ntp_server")) {
            if (Cidr.readAddress(word).isPresent()) {
                addresses.add(word);
            } else {
                addresses.addAll(resolved(word));
            }
        }
        if (addresses.size() > MOST_NTP_SERVERS) {
            problems.error(
                    options.where("ntp_server"),
                    "ntp_server gives " + addresses.size() + " addresses, but four are the most.",
                    "Leave some out.");
        }
        return new ArrayList<>(addresses);
    }

    private List<String> resolved(String name) {
        List<String> addresses = hostNames.addresses(name);
        if (addresses.isEmpty()) {
            problems.error(
                    options.where("ntp_server"),
                    "the time server " + name + " has no IPv4 address that this machine can find.",
                    "Write its address.");
        }
        return addresses;
    }

    private Dhcp.@Nullable Offset offset() {
        String network = options.text("ntp_server_metanetwork");
        Optional<Integer> offset = options.number("ntp_server_offset");
        if (network == null && offset.isEmpty()) {
            return null;
        }
        if (network == null || offset.isEmpty()) {
            problems.error(
                    options.where(network == null ? "ntp_server_offset" : "ntp_server_metanetwork"),
                    "ntp_server_metanetwork and ntp_server_offset need each other.",
                    "Give both, or neither.");
            return null;
        }
        String where = options.where("ntp_server_metanetwork");
        if (!metaNetworks.contains(network)) {
            problems.error(
                    where,
                    "there is no metanetwork " + network + ".",
                    Suggest.remedy(network, metaNetworks, "Declare it with " + network + "_cidr."));
            return null;
        }
        return new Dhcp.Offset(network, where, offset.get());
    }
}
