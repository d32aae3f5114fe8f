package dev.sila.blueprint;

import dev.sila.model.Cidr;
import dev.sila.model.ExistingNetwork;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What a network blueprint must know about the world.
 *
 * @param zones the region's availability zones, in order
 * @param existing the addresses that the environment has: of metanetworks the tag {@code
 *     sila:metanetwork-cidr} of their subnets
 * @param otherVpcs the ranges of all other VPCs in the region, and of those that have a peering
 *     connection to one of the region
 * @param seed from which free ranges are drawn
 */
public record NetworkFacts(
        List<String> zones, ExistingNetwork existing, List<Cidr> otherVpcs, long seed) {
    public NetworkFacts {
        zones = List.copyOf(zones);
        otherVpcs = List.copyOf(otherVpcs);
    }

    /**
     * A seed that is always the same for the environment, so that a run that died half-way draws
     * the same ranges again.
     */
    public static long seedOf(String environment) {
        CRC32 sum = new CRC32();
        sum.update(environment.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
