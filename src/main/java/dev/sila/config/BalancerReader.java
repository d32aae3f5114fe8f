package dev.sila.config;

import dev.sila.model.Balancer;
import dev.sila.model.Balancer.Mapping;
import dev.sila.model.BalancerPorts;
import dev.sila.model.BalancerPorts.Side;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the load balancer of a hostclass from its options {@code elb…}. */
final class BalancerReader {
    /** The least that a network balancer's connections may be silent. */
    private static final int LEAST_IDLE = 60;

    /** Cookies that an application balancer keeps for itself. */
    private static final Set<String> RESERVED = Set.of("AWSALB", "AWSALBAPP", "AWSALBTG");

    private final Options options;
    private final Problems problems;

    BalancerReader(Options options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    /**
     * The balancer, or empty if the hostclass wants none.
     *
     * @param host its name before the domain: {@code hostclass-environment}
     * @param metaNetwork where the hosts are, which is where it stands unless it says otherwise
     */
    Optional<Balancer> read(String host, String metaNetwork) {
        Balancer.Type type = type().orElse(null);
        if (type == null) {
            return Optional.empty();
        }
        List<Mapping> ports =
                new BalancerPorts(type, problems).pairs(side("elb_instance"), side("elb"));
        List<String> names = dnsNames(host);
        checkPorts(ports);
        Balancer.Check check =
                new Balancer.Check(
                        path(),
                        options.number("elb_health_check_interval", 5),
                        options.number("elb_health_check_healthy", 2),
                        options.number("elb_health_check_unhealthy", 2));
        return Optional.of(
                new Balancer(
                        type,
                        options.text("elb_meta_network", metaNetwork),
                        options.flag("elb_public"),
                        ports,
                        check,
                        idleSeconds(type),
                        options.number("elb_connection_draining", 300),
                        options.flag("elb_cross_zone_load_balancing"),
                        cookie(type, ports),
                        certificate(ports, names),
                        names));
    }

    /** The type, or empty if the hostclass wants no balancer. */
    Optional<Balancer.Type> type() {
        return options.flag("elb") ? Optional.of(wanted()) : Optional.empty();
    }

    /** As written; else the one of AWS's today's that can do what the ports ask for. */
    private Balancer.Type wanted() {
        String written = options.text("lb_type");
        if (written == null) {
            boolean streams =
                    Stream.of("elb_protocol", "elb_instance_protocol")
                            .flatMap(each -> options.words(each).stream())
                            .anyMatch(each ->
                                    Set.of("TCP", "SSL").contains(each.toUpperCase(Locale.ROOT)));
            return streams ? Balancer.Type.CLASSIC : Balancer.Type.ALB;
        }
        List<String> known =
                Arrays.stream(Balancer.Type.values()).map(Balancer.Type::text).toList();
        String wanted = written.toLowerCase(Locale.ROOT);
        if (!known.contains(wanted)) {
            problems.error(
                    options.where("lb_type"),
                    "lb_type is \"" + written + "\", which is no load balancer.",
                    Suggest.remedy(wanted, known, "Write " + String.join(", ", known) + "."));
            return Balancer.Type.ALB;
        }
        return Balancer.Type.valueOf(wanted.toUpperCase(Locale.ROOT));
    }

    private Side side(String option) {
        String where = options.where(option + "_port");
        if (options.text(option + "_port") == null) {
            where = options.where(option + "_protocol");
        }
        return new Side(
                where,
                option,
                options.words(option + "_port"),
                options.words(option + "_protocol"));
    }

    private void checkPorts(List<Mapping> ports) {
        long different = ports.stream().map(each -> each.outside().number()).distinct().count();
        if (different < ports.size()) {
            problems.error(
                    options.where("elb_port"),
                    "the balancer has the same port twice.",
                    "Give each port once in elb_port.");
        }
        long inside = ports.stream().map(each -> each.inside().number()).distinct().count();
        long ways =
                ports.stream()
                        .map(each -> each.inside().number() + " " + each.inside().secure())
                        .distinct()
                        .count();
        if (ways > inside) {
            problems.error(
                    options.where("elb_instance_port"),
                    "the hosts are to be spoken to on one port with and without encryption.",
                    "Use one protocol for each of elb_instance_port.");
        }
    }

    private String path() {
        String path = options.text("elb_health_check_url", "/");
        if (!path.startsWith("/") || path.length() > 1024 || path.contains(" ")) {
            problems.error(
                    options.where("elb_health_check_url"),
                    "elb_health_check_url is \"" + path + "\", which is no path.",
                    "Begin it with /, such as /health.");
        }
        return path;
    }

    private int idleSeconds(Balancer.Type type) {
        int seconds = options.number("elb_idle_timeout", 300);
        if (type == Balancer.Type.NLB && seconds < LEAST_IDLE) {
            problems.error(
                    options.where("elb_idle_timeout"),
                    "a network load balancer keeps silent connections for a minute at least.",
                    "Write 60 or more into elb_idle_timeout.");
        }
        return seconds;
    }

    /** {@code hostclass-environment.domain}, and the alias; none without a domain. */
    private List<String> dnsNames(String host) {
        String domain = options.text("domain_name");
        String alias = options.text("elb_dns_alias");
        if (domain == null) {
            if (alias != null) {
                problems.error(
                        options.where("elb_dns_alias"),
                        "elb_dns_alias is a name in a domain, and there is no domain_name.",
                        "Write domain_name into the hostclass's section.");
            }
            return List.of();
        }
        String suffix = "." + domain.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        List<String> names = new ArrayList<>();
        names.add(host.toLowerCase(Locale.ROOT) + suffix);
        if (alias != null) {
            String name = alias.toLowerCase(Locale.ROOT);
            names.add(name.endsWith(suffix) ? name : name + suffix);
        }
        return names.stream().distinct().toList();
    }

    private @Nullable String certificate(List<Mapping> ports, List<String> names) {
        if (ports.stream().noneMatch(each -> each.outside().secure())) {
            return null;
        }
        String certificate = options.text("elb_cert_name");
        if (certificate == null && names.isEmpty()) {
            problems.error(
                    options.where("elb_port"),
                    "the balancer has an encrypted port, and nothing names its certificate.",
                    "Write domain_name, for a certificate of the balancer's own name, or a"
                            + " certificate's name or ARN into elb_cert_name.");
            return null;
        }
        return certificate == null ? names.getFirst() : certificate;
    }

    private String cookie(Balancer.Type type, List<Mapping> ports) {
        String cookie = options.text("elb_sticky_app_cookie", "");
        if (cookie.isEmpty()) {
            return cookie;
        }
        String why = complaint(cookie, type, ports);
        if (why != null) {
            problems.error(
                    options.where("elb_sticky_app_cookie"),
                    why,
                    "Remove elb_sticky_app_cookie, or write the application's cookie, or ELB for"
                            + " the balancer's own, before ports that speak HTTP.");
        }
        return cookie;
    }

    private @Nullable String complaint(String cookie, Balancer.Type type, List<Mapping> ports) {
        if (type == Balancer.Type.NLB) {
            return "a network load balancer sees no cookies.";
        }
        if (ports.stream().noneMatch(each -> each.outside().http())) {
            return "no port of the balancer speaks HTTP or HTTPS.";
        }
        if (type == Balancer.Type.ALB && RESERVED.contains(cookie)) {
            return "application load balancers keep the cookie " + cookie + " for themselves.";
        }
        if (type == Balancer.Type.ALB && !options.flag("elb_cross_zone_load_balancing")) {
            return "an application load balancer holds no clients by cookies while"
                    + " elb_cross_zone_load_balancing is off.";
        }
        return cookie.matches("[!-~&&[^,;=\"]]{1,256}")
                ? null
                : "\"" + cookie + "\" is no name of a cookie.";
    }
}
