package dev.sila.model;

import dev.sila.model.NetworkLayout.Share;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that an environment's network has already.
 *
 * @param vpc the VPC's range, or null if there is no VPC
 * @param metaNetworks the ranges of its metanetworks, by name
 * @param subnets the subnets that exist
 */
public record ExistingNetwork(
        @Nullable Cidr vpc, Map<String, Cidr> metaNetworks, List<Share> subnets) {
    public static final ExistingNetwork NONE = new ExistingNetwork(null, Map.of(), List.of());

    public ExistingNetwork {
        metaNetworks = Map.copyOf(metaNetworks);
        subnets = List.copyOf(subnets);
    }
}
