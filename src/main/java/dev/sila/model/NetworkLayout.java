package dev.sila.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * The address at an offset in a metanetwork: {@code +N} counts from its lowest subnet's network
     * address, {@code -N} back from its last subnet's broadcast address. Source: the seed's "offset
     * from the beginning of the metanetwork range".
     *
     * @return empty if it leads outside all of its subnets
     */
    public Optional<Long> addressAt(String metaNetwork, long offset) {
        List<Cidr> ranges = subnetsOf(metaNetwork).stream().map(Share::cidr).sorted().toList();
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        long start = offset >= 0 ? ranges.getFirst().network() : ranges.getLast().broadcast();
        long address = start + offset;
        return subnetOf(metaNetwork, address).map(_ -> address);
    }

    /** The subnet of that metanetwork that holds the address; empty if none does. */
    public Optional<Share> subnetOf(String metaNetwork, long address) {
        return subnetsOf(metaNetwork).stream()
                .filter(each -> each.cidr().contains(address))
                .findFirst();
    }

    /** The subnets of that metanetwork, in the order of the zones. */
    public List<Share> subnetsOf(String metaNetwork) {
        return subnets.stream().filter(each -> each.metaNetwork().equals(metaNetwork)).toList();
    }
}
