package dev.sila.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Finds the addresses of host names. */
@FunctionalInterface
public interface HostNames {
    /** The IPv4 addresses of that name, sorted; none if it is not known. */
    List<String> addresses(String name);

    /** Asks the resolver of the machine that Sila runs on. */
    static HostNames ofThisMachine() {
        return name -> {
            try {
                return Arrays.stream(InetAddress.getAllByName(name))
                        .filter(Inet4Address.class::isInstance)
                        .map(InetAddress::getHostAddress)
                        .sorted()
                        .toList();
            } catch (UnknownHostException unknown) {
                return List.of();
            }
        };
    }
}
