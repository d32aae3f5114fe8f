package dev.sila.config;

import dev.sila.model.Balancer;
import dev.sila.model.BalancerPorts;
import dev.sila.model.BalancerPorts.Side;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the load balancer of a hostclass from its options {@code elb…}. */
final class BalancerReader {
    private static final Set<String> LATER = Set.of("classic", "nlb");

    private final Options options;
    private final Problems problems;

    BalancerReader(Options options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    /**
     * The balancer, or empty if the hostclass wants none or something about it is wrong.
     *
     * @param metaNetwork where the hosts are, which is where it stands unless it says otherwise
     */
    Optional<Balancer> read(String metaNetwork) {
        if (!options.flag("elb")) {
            return Optional.empty();
        }
        checkType();
        List<Balancer.Mapping> ports =
                new BalancerPorts(problems).pairs(side("elb_instance"), side("elb"));
        String certificate = certificate(ports);
        boolean sticky = sticky();
        checkPorts(ports);
        Balancer.Check check =
                new Balancer.Check(
                        path(),
                        options.number("elb_health_check_interval", 5),
                        options.number("elb_health_check_healthy", 2),
                        options.number("elb_health_check_unhealthy", 2));
        return Optional.of(
                new Balancer(
                        options.text("elb_meta_network", metaNetwork),
                        options.flag("elb_public"),
                        ports,
                        check,
                        options.number("elb_idle_timeout", 300),
                        options.number("elb_connection_draining", 300),
                        sticky,
                        certificate));
    }

    private void checkType() {
        String type = options.text("lb_type", "alb").toLowerCase(Locale.ROOT);
        if (!type.equals("alb")) {
            problems.error(
                    options.where("lb_type"),
                    LATER.contains(type)
                            ? "lb_type " + type + " is not carried out yet."
                            : "lb_type is \"" + type + "\", which is no load balancer.",
                    LATER.contains(type)
                            ? "Write alb, or leave the option out."
                            : Suggest.remedy(type, List.of("alb", "classic", "nlb"), "Write alb."));
        }
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

    private void checkPorts(List<Balancer.Mapping> ports) {
        if (ports.isEmpty()) {
            return;
        }
        long different = ports.stream().map(each -> each.outside().number()).distinct().count();
        if (different < ports.size()) {
            problems.error(
                    options.where("elb_port"),
                    "the balancer has the same port twice.",
                    "Give each port once in elb_port.");
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

    private @Nullable String certificate(List<Balancer.Mapping> ports) {
        String certificate = options.text("elb_cert_name");
        boolean tls = ports.stream().anyMatch(each -> each.outside().protocol().equals("HTTPS"));
        if (tls && (certificate == null || !certificate.startsWith("arn:"))) {
            problems.error(
                    options.where("elb_cert_name"),
                    "the balancer has an HTTPS port, and finding a certificate by name is not"
                            + " carried out yet.",
                    "Write the certificate's ARN into elb_cert_name.");
        }
        return tls ? certificate : null;
    }

    private boolean sticky() {
        String cookie = options.text("elb_sticky_app_cookie");
        if (cookie != null && !cookie.equals("ELB")) {
            problems.error(
                    options.where("elb_sticky_app_cookie"),
                    "holding clients by the application's own cookie "
                            + cookie
                            + " is not carried out yet.",
                    "Write ELB to use the balancer's cookie, or remove the option.");
        }
        return cookie != null;
    }
}
