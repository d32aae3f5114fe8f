package dev.sila.localcloud.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Which port is really listened on. Where ports below 1024 need a privilege that this process does
 * not have, port 80 becomes 8080 and 443 becomes 8443, for machines and balancers alike.
 *
 * @param privileged whether ports below 1024 may be bound
 */
public record Ports(boolean privileged) {
    /** Finds out by binding one. */
    public static Ports ofThisProcess() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName("127.63.255.254"), 1), 1);
            return new Ports(true);
        } catch (IOException failure) {
            return new Ports(String.valueOf(failure.getMessage()).contains("already in use"));
        }
    }

    /** The port to bind, or to connect to, for a port of AWS. */
    public int actual(int port) {
        return port < 1024 && !privileged ? port + 8000 : port;
    }
}
