package dev.sila.model;

import dev.sila.model.Balancer.Mapping;
import dev.sila.model.Balancer.Port;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out a balancer's ports from the four lists of the files. A protocol that is missing follows
 * from its port (80 HTTP, 443 HTTPS, else TCP), a port from its protocol; nothing at all is 80 and
 * HTTP; a single port of the hosts serves every port of the balancer; otherwise the shorter side
 * copies the other.
 *
 * <p>An application balancer speaks HTTP and HTTPS only: a TCP that only follows from a port
 * becomes HTTP, one that is written is an error.
 */
public final class BalancerPorts {
    private static final Map<String, Integer> PORTS = Map.of("HTTP", 80, "HTTPS", 443);

    private final Problems problems;

    public BalancerPorts(Problems problems) {
        this.problems = problems;
    }

    /**
     * One side of the balancer as the files give it.
     *
     * @param where the place of its options
     * @param option how its options begin: {@code elb_instance} or {@code elb}
     */
    public record Side(String where, String option, List<String> ports, List<String> protocols) {
        public Side {
            ports = List.copyOf(ports);
            protocols = List.copyOf(protocols);
        }
    }

    /** The pairs of ports; what is wrong is reported and left out. */
    public List<Mapping> pairs(Side hosts, Side balancer) {
        List<Port> inside = new ArrayList<>(ports(hosts));
        List<Port> outside = new ArrayList<>(ports(balancer));
        if (inside.isEmpty() && outside.isEmpty()) {
            Port web = new Port(80, "HTTP");
            return List.of(new Mapping(web, web));
        }
        if (inside.size() == 1) {
            for (int i = 1; i < outside.size(); i++) {
                inside.add(inside.getFirst());
            }
        }
        for (int i = inside.size(); i < outside.size(); i++) {
            inside.add(outside.get(i));
        }
        for (int i = outside.size(); i < inside.size(); i++) {
            outside.add(inside.get(i));
        }
        List<Mapping> pairs = new ArrayList<>();
        for (int i = 0; i < inside.size(); i++) {
            pairs.add(new Mapping(outside.get(i), inside.get(i)));
        }
        return pairs;
    }

    private List<Port> ports(Side side) {
        List<Port> found = new ArrayList<>();
        int count = Math.max(side.ports().size(), side.protocols().size());
        for (int i = 0; i < count; i++) {
            String port = i < side.ports().size() ? side.ports().get(i) : "";
            String protocol =
                    i < side.protocols().size()
                            ? side.protocols().get(i).toUpperCase(Locale.ROOT)
                            : "";
            Port read = port(side, port, protocol);
            if (read != null) {
                found.add(read);
            }
        }
        return found;
    }

    private @Nullable Port port(Side side, String port, String protocol) {
        if (!protocol.isEmpty() && !PORTS.containsKey(protocol)) {
            problems.error(
                    side.where(),
                    side.option()
                            + "_protocol "
                            + protocol
                            + " is nothing that an application"
                            + " load balancer speaks; classic and network ones are not carried out"
                            + " yet.",
                    "Use HTTP or HTTPS.");
            return null;
        }
        if (port.isEmpty()) {
            return new Port(PORTS.getOrDefault(protocol, 80), protocol);
        }
        if (!port.matches("\\d{1,5}")
                || Integer.parseInt(port) < 1
                || Integer.parseInt(port) > 65535) {
            problems.error(
                    side.where(),
                    side.option() + "_port \"" + port + "\" is no port.",
                    "Ports go from 1 to 65535.");
            return null;
        }
        int number = Integer.parseInt(port);
        String inferred = number == 443 ? "HTTPS" : "HTTP";
        return new Port(number, protocol.isEmpty() ? inferred : protocol);
    }
}
