package dev.sila.remote;

import java.util.List;

/**
 * A host to connect to.
 *
 * @param id by what its key is known: the instance's identifier, which AWS never gives twice as it
 *     does addresses; for a host that is no instance, its address
 * @param label for people, such as {@code i-0a1 (mhcweb)}
 * @param addresses where it may answer, the best first
 * @param port its SSH port
 * @param instance whether it is an instance, whose console may show its key's fingerprints
 */
public record Target(String id, String label, List<String> addresses, int port, boolean instance) {
    public Target {
        addresses = List.copyOf(addresses);
    }

    @Override
    public String toString() {
        return label;
    }
}
