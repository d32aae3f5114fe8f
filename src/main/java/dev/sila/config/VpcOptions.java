package dev.sila.config;

import static dev.sila.config.KnownOption.number;
import static dev.sila.config.KnownOption.text;

import dev.sila.config.ini.IniFile;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of {@code disco_vpc.ini}. */
public final class VpcOptions {
    /** Declares a metanetwork when put behind its name. */
    static final String CIDR = "_cidr";

    static final String RULES = "_sg_rules";
    static final String EGRESS_RULES = "_egress_rules";
    static final String INTERNET_ROUTES = "_igw_routes";
    static final String VPN_ROUTES = "_vgw_routes";
    static final String NAT_GATEWAYS = "_nat_gateways";

    /** For nothing, where an empty value would say nothing at all. */
    static final String NONE = "none";

    /** The metanetworks of an environment that declares none: those of Asiaq. */
    static final List<String> USUAL = List.of("intranet", "tunnel", "dmz", "maintenance");

    private static final List<KnownOption> ADDRESSES =
            List.of(
                    text("type")
                            .described(
                                    "name of an `[envtype:TYPE]`",
                                    "only in `[env:NAME]`: the type whose options count where the environment"
                                            + " has none of its own",
                                    "the environment's name"),
                    text("vpc_cidr")
                            .described(
                                    "IPv4 range, /16 to /28",
                                    "the range of the VPC; AWS fixes it for life",
                                    "`ip_space` and `vpc_cidr_size` are needed"),
                    text("ip_space")
                            .described(
                                    "IPv4 range",
                                    "where a free range is looked for, which overlaps no other VPC of the"
                                            + " region and none on the other side of a peering connection, and"
                                            + " holds every `N_cidr` that is a range; one that exists is kept",
                                    "none"),
                    number("vpc_cidr_size", 16, 28)
                            .described("16 to 28", "the prefix of that free range", "none"),
                    text("zones")
                            .described(
                                    "a number, or names of zones",
                                    "how many of the region's zones have subnets, from the first, or which",
                                    "all zones of the region"));

    private static final List<KnownOption> TRAFFIC =
            List.of(
                    text("customer_ports")
                            .described(
                                    "list of ports `443` and ranges `8000:8080`",
                                    "opens each TCP port to the dmz from `customer_cidr` and the dmz, and to"
                                            + " the intranet from the dmz; a metanetwork without `N_sg_rules` is"
                                            + " not opened",
                                    "none"),
                    text("customer_cidr")
                            .described("list of IPv4 ranges", "where customers come from", "none"),
                    text("nat_gateway_routes")
                            .described(
                                    "list of `SOURCE/TARGET`, both metanetworks",
                                    "the hosts of SOURCE reach the internet through the NAT gateway of TARGET in"
                                            + " their zone",
                                    "none"),
                    text("gateway_endpoints", "s3")
                            .described(
                                    "list of `s3`, `dynamodb`; `none`",
                                    "services that every route table leads to without the internet; costs"
                                            + " nothing",
                                    ""),
                    text("interface_endpoints")
                            .described(
                                    "list of services, such as `ssm ssmmessages ec2messages`",
                                    "services that are reached through an interface in each zone, by their usual"
                                            + " names, on port 443 from anywhere in the VPC",
                                    "none"),
                    text("interface_endpoints_metanetwork")
                            .described(
                                    "a metanetwork",
                                    "where these interfaces are",
                                    "needed with `interface_endpoints`"));

    private static final List<KnownOption> HOSTS =
            List.of(
                    text("internal_dns")
                            .described(
                                    "list of addresses, or `AmazonProvidedDNS`",
                                    "the first name servers that hosts are told",
                                    "`AmazonProvidedDNS`, if there is any other option of this kind"),
                    text("external_dns")
                            .described("as `internal_dns`", "the name servers behind them", "none"),
                    text("domain_name")
                            .described("domain", "the domain that hosts search", "the region's"),
                    text("ntp_server")
                            .described(
                                    "up to four addresses or names",
                                    "time servers that hosts are told; names are resolved where Sila runs",
                                    "none"),
                    text("ntp_server_metanetwork")
                            .described(
                                    "a metanetwork",
                                    "where the time server is, unless `ntp_server` is given",
                                    "none"),
                    number("ntp_server_offset", -65536, 65536)
                            .described(
                                    "`+5` or `-5`",
                                    "its address, counted from the network address of the metanetwork's first"
                                            + " subnet, or back from the broadcast address of its last",
                                    "needed with `ntp_server_metanetwork`"));

    private static final List<KnownOption> MARKS =
            List.of(
                    text("application")
                            .described(
                                    "text",
                                    "the tag `application` of the VPC and of hosts",
                                    "`project_name` of `disco_aws.ini`"),
                    text("environment_class")
                            .described(
                                    "text, such as `production`",
                                    "the tag `environment_class` of the VPC and of hosts",
                                    "no tag on the VPC; hosts are `development`"),
                    text("product_line")
                            .described("text", "the tag `productline` of the VPC", "no tag"),
                    text("ami_stage")
                            .described(
                                    "list of stages",
                                    "the stages of the images that hosts may run, the preferred first",
                                    "any stage"),
                    text("credential_buckets")
                            .described(
                                    "list of buckets",
                                    "where hosts look for credentials, as `credential_buckets` in their"
                                            + " user data",
                                    "hosts are not told"));

    /** Options that begin with a metanetwork's name. */
    private static final List<KnownOption> SUFFIXES =
            List.of(
                    text(CIDR)
                            .described(
                                    "IPv4 range, or `auto`",
                                    "declares the metanetwork N, with a subnet in every zone; `auto` takes a free"
                                            + " part of the VPC's range",
                                    "no metanetwork N; without any, `intranet`, `tunnel`, `dmz` and"
                                            + " `maintenance` are `auto`"),
                    text(RULES)
                            .described(
                                    "rules `protocol source port...`, separated by commas",
                                    "who may connect to hosts of N",
                                    "nobody"),
                    text(EGRESS_RULES)
                            .described(
                                    "rules `protocol destination port...`, separated by commas; `none`",
                                    "to whom hosts of N may connect",
                                    "left as it is; AWS lets a new group connect to everybody"),
                    text(INTERNET_ROUTES)
                            .described(
                                    "list of IPv4 ranges",
                                    "what N reaches through the internet gateway",
                                    "none"),
                    text(VPN_ROUTES)
                            .described(
                                    "list of IPv4 ranges",
                                    "what N reaches through the virtual private gateway that is tagged `Name` ="
                                            + " the environment; it is attached, and stays when the environment"
                                            + " goes",
                                    "none"),
                    text(NAT_GATEWAYS)
                            .described(
                                    "`auto`, or as many Elastic IP addresses as zones",
                                    "puts a NAT gateway into each subnet of N, which needs `N_igw_routes`; with"
                                            + " `auto` the addresses are allocated and released with it",
                                    "none"));

    /** These end in {@link #CIDR} but declare no metanetwork. */
    private static final List<String> NO_NETWORKS = List.of("vpc_cidr", "customer_cidr");

    private VpcOptions() {}

    /** The options of an environment by topic, without those of metanetworks. */
    public static Map<String, List<KnownOption>> byTopic() {
        Map<String, List<KnownOption>> topics = new LinkedHashMap<>();
        topics.put("Addresses", ADDRESSES);
        topics.put("Traffic", TRAFFIC);
        topics.put("What hosts are told when they boot", HOSTS);
        topics.put("Marks", MARKS);
        return topics;
    }

    /** The options of a metanetwork, each named without the metanetwork. */
    public static List<KnownOption> ofMetaNetwork() {
        return SUFFIXES;
    }

    /** The options of an environment with those metanetworks, by name. */
    public static Map<String, KnownOption> with(Iterable<String> metaNetworks) {
        Map<String, KnownOption> all = new LinkedHashMap<>();
        byTopic().values().forEach(topic -> topic.forEach(each -> all.put(each.name(), each)));
        for (String network : metaNetworks) {
            for (KnownOption suffix : SUFFIXES) {
                String name = network + suffix.name();
                all.put(name, suffix.named(name));
            }
        }
        return all;
    }

    /** Every metanetwork that any section of the file declares, and the usual ones. */
    static Set<String> networks(IniFile file) {
        Set<String> networks = new LinkedHashSet<>(USUAL);
        for (String section : file.sections()) {
            file.own(section).forEach(each -> declares(each.name()).ifPresent(networks::add));
        }
        return networks;
    }

    /** The metanetwork that an option of this name declares, if it declares one. */
    static Optional<String> declares(String option) {
        return option.endsWith(CIDR) ? metaNetwork(option) : Optional.empty();
    }

    /** The metanetwork that an option of this name is about, if it is about one. */
    static Optional<String> metaNetwork(String option) {
        return SUFFIXES.stream()
                .map(KnownOption::name)
                .filter(each -> option.endsWith(each) && option.length() > each.length())
                .filter(_ -> !NO_NETWORKS.contains(option))
                .map(each -> option.substring(0, option.length() - each.length()))
                .findFirst();
    }
}
