package dev.sila.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What hosts are told when they boot.
 *
 * @param nameServers resolvers in order: addresses or {@code AmazonProvidedDNS}
 * @param domainName the domain that hosts search, or null for the region's own
 * @param ntpServers addresses of time servers, at most four
 * @param ntpOffset a time server given by its place in a metanetwork; only when ntpServers is empty
 */
public record Dhcp(
        List<String> nameServers,
        @Nullable String domainName,
        List<String> ntpServers,
        @Nullable Offset ntpOffset) {
    public Dhcp {
        nameServers = List.copyOf(nameServers);
        ntpServers = List.copyOf(ntpServers);
    }

    /**
     * An address by its place.
     *
     * @param where the place of the option that says so
     * @param offset positive: from the lowest subnet's network address; negative: back from the
     *     last subnet's broadcast address
     */
    public record Offset(String metaNetwork, String where, long offset) {}
}
