package dev.sila.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which addresses everything in an environment's network has.
 *
 * @param metaNetworks the range of each metanetwork, in the order of the files
 * @param subnets each metanetwork's subnets, in the order of the zones
 */
public record NetworkLayout(Cidr vpc, Map<String, Cidr> metaNetworks, List<Share> subnets) {
    public NetworkLayout {
        metaNetworks = Collections.unmodifiableMap(new LinkedHashMap<>(metaNetworks));
        subnets = List.copyOf(subnets);
    }

    /** One subnet: what a metanetwork has in a zone. */
    public record Share(String metaNetwork, String zone, Cidr cidr) {}

    /** The subnets of that metanetwork, in the order of the zones. */
    public List<Share> subnetsOf(String metaNetwork) {
        return subnets.stream().filter(each -> each.metaNetwork().equals(metaNetwork)).toList();
    }
}
