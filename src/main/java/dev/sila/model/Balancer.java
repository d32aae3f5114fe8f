package dev.sila.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The load balancer in front of a hostclass.
 *
 * @param metaNetwork where it stands
 * @param open whether the internet can reach it
 * @param ports what it forwards, at least one
 * @param check how it decides that a host is well
 * @param idleSeconds how long a connection may be silent
 * @param drainSeconds how long a leaving host may finish its requests; 0 for not at all
 * @param crossZone whether it spreads over the hosts of all zones alike
 * @param cookie the application's cookie that holds a client to a host; {@link #OWN_COOKIE} for the
 *     balancer's own, empty for none
 * @param certificate the certificate of its secure ports: an ARN, or the name that is looked up;
 *     null without secure ports
 * @param dnsNames the names that lead to it, without a dot at the end
 */
public record Balancer(
        Type type,
        String metaNetwork,
        boolean open,
        List<Mapping> ports,
        Check check,
        int idleSeconds,
        int drainSeconds,
        boolean crossZone,
        String cookie,
        @Nullable String certificate,
        List<String> dnsNames) {
    /** In place of a cookie's name: the cookie that the balancer makes itself. */
    public static final String OWN_COOKIE = "ELB";

    public Balancer {
        ports = List.copyOf(ports);
        dnsNames = List.copyOf(dnsNames);
    }

    /** The same for the second group of a hostclass: of its names only the first, with "-test". */
    Balancer asTest(String hostclass) {
        String plain = hostclass.toLowerCase(Locale.ROOT);
        List<String> names =
                dnsNames.stream()
                        .limit(1)
                        .map(each -> Hostclass.testPart(plain) + each.substring(plain.length()))
                        .toList();
        return new Balancer(
                type,
                metaNetwork,
                open,
                ports,
                check,
                idleSeconds,
                drainSeconds,
                crossZone,
                cookie,
                certificate,
                names);
    }

    /** The balancers that AWS has. */
    public enum Type {
        /** Connections and requests, one port to one port. */
        CLASSIC("AWS/ELB"),
        /** Application Load Balancer: requests. */
        ALB("AWS/ApplicationELB"),
        /** Network Load Balancer: connections. */
        NLB("AWS/NetworkELB");

        private final String namespace;

        Type(String namespace) {
            this.namespace = namespace;
        }

        /** The type whose metrics are in a namespace of CloudWatch's. */
        public static Optional<Type> ofNamespace(String namespace) {
            return Arrays.stream(values())
                    .filter(each -> each.namespace.equals(namespace))
                    .findFirst();
        }

        /** As it is written in the files. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** From a port of the balancer to a port of the hosts. */
    public record Mapping(Port outside, Port inside) {}

    /**
     * A port and what is spoken on it.
     *
     * @param protocol {@code HTTP}, {@code HTTPS}, {@code TCP} or {@code SSL}
     */
    public record Port(int number, String protocol) {
        /** Whether it is encrypted. */
        public boolean secure() {
            return Set.of("HTTPS", "SSL").contains(protocol);
        }

        /** Whether requests are told apart on it, rather than connections only. */
        public boolean http() {
            return protocol.startsWith("HTTP");
        }
    }

    /**
     * A health check.
     *
     * @param path what is asked for where hosts speak HTTP
     * @param healthy checks that must pass until a host is well again
     * @param unhealthy checks that must fail until it is not
     */
    public record Check(String path, int intervalSeconds, int healthy, int unhealthy) {}
}
