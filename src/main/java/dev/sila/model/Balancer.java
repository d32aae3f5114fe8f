package dev.sila.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The load balancer in front of a hostclass.
 *
 * @param metaNetwork where it stands
 * @param open whether the internet can reach it
 * @param ports what it forwards, at least one
 * @param check how it decides that a host is well
 * @param idleSeconds how long a connection may be silent
 * @param drainSeconds how long a leaving host may finish its requests
 * @param sticky whether its cookie holds a client to a host
 * @param certificateArn the certificate of its HTTPS ports, or null
 */
public record Balancer(
        String metaNetwork,
        boolean open,
        List<Mapping> ports,
        Check check,
        int idleSeconds,
        int drainSeconds,
        boolean sticky,
        @Nullable String certificateArn) {
    public Balancer {
        ports = List.copyOf(ports);
    }

    /** From a port of the balancer to a port of the hosts. Protocols are in upper case. */
    public record Mapping(Port outside, Port inside) {}

    /** A port and what is spoken on it. */
    public record Port(int number, String protocol) {}

    /**
     * A health check over HTTP.
     *
     * @param healthy checks that must pass until a host is well again
     * @param unhealthy checks that must fail until it is not
     */
    public record Check(String path, int intervalSeconds, int healthy, int unhealthy) {}
}
