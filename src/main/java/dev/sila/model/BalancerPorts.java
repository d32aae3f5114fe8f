package dev.sila.model;

import dev.sila.model.Balancer.Mapping;
import dev.sila.model.Balancer.Port;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Works out a balancer's ports from the four lists of the files. A protocol that is missing follows
 * from its port (80 HTTP, 443 HTTPS, else TCP), a port from its protocol; nothing at all is 80 and
 * HTTP; a single port of the hosts serves every port of the balancer; otherwise the shorter side
 * copies the other.
 *
 * <p>AWS refuses a classic balancer that speaks HTTP on one side and not on the other, and an
 * application balancer knows nothing but HTTP. So a protocol that only follows from a port gives
 * way to what is written at the other side; if both only follow, HTTP stands. What is written and
 * cannot be is an error.
 */
public final class BalancerPorts {
    private static final Map<String, Integer> PORTS = Map.of("HTTP", 80, "HTTPS", 443);
    private static final Set<String> PROTOCOLS = Set.of("HTTP", "HTTPS", "TCP", "SSL");

    private final Balancer.Type type;
    private final Problems problems;

    public BalancerPorts(Balancer.Type type, Problems problems) {
        this.type = type;
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

    /**
     * A port that may still change what it speaks.
     *
     * @param written whether its protocol is in the files, rather than following from the port
     */
    private record Draft(Port port, boolean written) {
        Draft speaking(String protocol) {
            return new Draft(new Port(port.number(), protocol), written);
        }
    }

    /** The pairs of ports; what is wrong is reported and left out. */
    public List<Mapping> pairs(Side hosts, Side balancer) {
        List<Draft> inside = new ArrayList<>(drafts(hosts));
        List<Draft> outside = new ArrayList<>(drafts(balancer));
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
            pairs.add(settled(outside.get(i), inside.get(i), balancer, hosts));
        }
        return pairs;
    }

    private List<Draft> drafts(Side side) {
        List<Draft> found = new ArrayList<>();
        int count = Math.max(side.ports().size(), side.protocols().size());
        for (int i = 0; i < count; i++) {
            String port = i < side.ports().size() ? side.ports().get(i) : "";
            String protocol =
                    i < side.protocols().size()
                            ? side.protocols().get(i).toUpperCase(Locale.ROOT)
                            : "";
            Draft read = known(side, protocol) ? draft(side, port, protocol) : null;
            if (read != null) {
                found.add(read);
            }
        }
        return found;
    }

    private boolean known(Side side, String protocol) {
        boolean known = protocol.isEmpty() || PROTOCOLS.contains(protocol);
        boolean spoken =
                known && (type != Balancer.Type.ALB || !Set.of("TCP", "SSL").contains(protocol));
        if (!spoken) {
            problems.error(
                    side.where(),
                    side.option()
                            + "_protocol "
                            + protocol
                            + (known
                                    ? " is nothing that an application load balancer speaks."
                                    : " is no protocol."),
                    known
                            ? "Use HTTP or HTTPS, or write lb_type=nlb or lb_type=classic."
                            : "Use HTTP, HTTPS, TCP or SSL.");
        }
        return spoken;
    }

    private @Nullable Draft draft(Side side, String port, String protocol) {
        Integer number = port.isEmpty() ? PORTS.get(protocol) : Integer.valueOf(number(port));
        if (number == null || number == 0) {
            problems.error(
                    side.where(),
                    number == null
                            ? side.option() + "_protocol " + protocol + " has no usual port."
                            : side.option() + "_port \"" + port + "\" is no port.",
                    number == null
                            ? "Write its port into " + side.option() + "_port."
                            : "Ports go from 1 to 65535.");
            return null;
        }
        return protocol.isEmpty()
                ? new Draft(new Port(number, following(number)), false)
                : new Draft(new Port(number, protocol), true);
    }

    /** 0 for what is no port. */
    private static int number(String port) {
        int number = port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
        return number <= 65535 ? number : 0;
    }

    private String following(int port) {
        return switch (port) {
            case 80 -> "HTTP";
            case 443 -> "HTTPS";
            default -> type == Balancer.Type.ALB ? "HTTP" : "TCP";
        };
    }

    private Mapping settled(Draft outside, Draft inside, Side balancer, Side hosts) {
        return type == Balancer.Type.NLB
                ? connections(outside, inside, hosts)
                : alike(outside, inside, balancer);
    }

    /** Both sides tell requests apart, or neither does. */
    private Mapping alike(Draft outside, Draft inside, Side balancer) {
        Port before = outside.port();
        Port behind = inside.port();
        if (before.http() == behind.http()) {
            return new Mapping(before, behind);
        }
        if (!outside.written() && !inside.written()) {
            return before.http()
                    ? new Mapping(before, inside.speaking("HTTP").port())
                    : new Mapping(outside.speaking("HTTP").port(), behind);
        }
        if (!inside.written()) {
            String plain = before.http() ? "HTTP" : behind.secure() ? before.protocol() : "TCP";
            return new Mapping(before, inside.speaking(plain).port());
        }
        if (!outside.written()) {
            String fit = behind.http() ? "HTTP" : before.secure() ? "SSL" : "TCP";
            return new Mapping(outside.speaking(fit).port(), behind);
        }
        problems.error(
                balancer.where(),
                "the balancer speaks "
                        + before.protocol()
                        + " on port "
                        + before.number()
                        + " but "
                        + behind.protocol()
                        + " to the hosts, and a classic load balancer does not translate.",
                "Use HTTP and HTTPS on both sides, or TCP and SSL on both sides.");
        return new Mapping(before, behind);
    }

    /** A network balancer passes on what it got; it does not encrypt what came in plain. */
    private Mapping connections(Draft outside, Draft inside, Side hosts) {
        Port before = outside.port();
        Port behind = inside.port();
        if (before.secure() || !behind.secure()) {
            return new Mapping(before, behind);
        }
        if (inside.written()) {
            problems.error(
                    hosts.where(),
                    "a network load balancer does not encrypt for the hosts what comes in plain: "
                            + before.protocol()
                            + " on port "
                            + before.number()
                            + ", "
                            + behind.protocol()
                            + " to the hosts.",
                    "Write TCP for the hosts, which passes encrypted connections on as they are.");
        }
        return new Mapping(before, inside.speaking("TCP").port());
    }
}
