package dev.sila.blueprint;

import dev.sila.model.Cidr;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a network blueprint must know about the world.
 *
 * @param zones the region's availability zones, in order
 * @param vpc the range of the environment's VPC if that exists
 * @param metaNetworks the ranges that its metanetworks have, by name: the tag {@code
 *     sila:metanetwork-cidr} of their subnets
 * @param otherVpcs the ranges of all other VPCs in the region
 * @param seed from which free ranges are drawn
 */
public record NetworkFacts(
        List<String> zones,
        @Nullable Cidr vpc,
        Map<String, Cidr> metaNetworks,
        List<Cidr> otherVpcs,
        long seed) {
    public NetworkFacts {
        zones = List.copyOf(zones);
        metaNetworks = Map.copyOf(metaNetworks);
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
