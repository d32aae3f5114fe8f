package dev.sila.config;

import static dev.sila.config.KnownOption.number;
import static dev.sila.config.KnownOption.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of {@code disco_vpc.ini}. */
public final class VpcOptions {
    /** Declares a metanetwork when put behind its name. */
    static final String CIDR = "_cidr";

    static final String RULES = "_sg_rules";
    static final String INTERNET_ROUTES = "_igw_routes";

    private static final List<KnownOption> LIST =
            List.of(
                    text("type"),
                    text("zones"),
                    text("vpc_cidr"),
                    text("ip_space"),
                    number("vpc_cidr_size", 16, 28),
                    text("customer_ports"),
                    text("customer_cidr"),
                    text("internal_dns"),
                    text("external_dns"),
                    text("domain_name"),
                    text("ntp_server"),
                    text("ntp_server_metanetwork"),
                    number("ntp_server_offset", -65536, 65536),
                    text("application"),
                    text("nat_gateway_routes").accepted(),
                    text("ami_stage").accepted(),
                    text("credential_buckets").accepted());

    /** Options that begin with a metanetwork's name. */
    private static final List<KnownOption> SUFFIXES =
            List.of(
                    text(CIDR),
                    text(RULES),
                    text(INTERNET_ROUTES),
                    text("_vgw_routes").accepted(),
                    text("_nat_gateways").accepted());

    /** These end in {@link #CIDR} but declare no metanetwork. */
    private static final List<String> NO_NETWORKS = List.of("vpc_cidr", "customer_cidr");

    private VpcOptions() {}

    /** The options of an environment by name, without those of metanetworks. */
    public static Map<String, KnownOption> fixed() {
        Map<String, KnownOption> all = new LinkedHashMap<>();
        LIST.forEach(each -> all.put(each.name(), each));
        return all;
    }

    /** The options of an environment with those metanetworks, by name. */
    public static Map<String, KnownOption> with(Iterable<String> metaNetworks) {
        Map<String, KnownOption> all = fixed();
        for (String network : metaNetworks) {
            for (KnownOption suffix : SUFFIXES) {
                String name = network + suffix.name();
                all.put(
                        name,
                        new KnownOption(name, suffix.form(), 0, 0, null, suffix.carriedOut()));
            }
        }
        return all;
    }

    /** The metanetwork that an option of this name declares, if it declares one. */
    static Optional<String> declares(String option) {
        return option.endsWith(CIDR)
                        && option.length() > CIDR.length()
                        && !NO_NETWORKS.contains(option)
                ? Optional.of(option.substring(0, option.length() - CIDR.length()))
                : Optional.empty();
    }
}
