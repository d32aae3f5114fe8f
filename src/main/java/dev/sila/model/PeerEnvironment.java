package dev.sila.model;

import java.util.List;
import java.util.Map;

/**
 * What a peering must know of one of its two environments.
 *
 * @param ranges the IPv4 ranges of its VPC
 * @param networks its metanetworks that have subnets, by name
 */
public record PeerEnvironment(String name, List<Cidr> ranges, Map<String, Network> networks) {
    public PeerEnvironment {
        ranges = List.copyOf(ranges);
        networks = Map.copyOf(networks);
    }

    /**
     * A metanetwork.
     *
     * @param range all its addresses
     * @param tables its route tables, by name, with what they already lead elsewhere
     * @param guarded whether its security group exists
     */
    public record Network(Cidr range, Map<String, List<Taken>> tables, boolean guarded) {
        public Network {
            tables = Map.copyOf(tables);
        }
    }

    /**
     * A destination that a table has already.
     *
     * @param peering whether another environment is there, so that overlapping ranges would part it
     */
    public record Taken(Cidr destination, boolean peering) {
        /** Whether a peering's route to that range would take the place of this one. */
        public boolean excludes(Cidr range) {
            return peering ? destination.overlaps(range) : destination.equals(range);
        }

        @Override
        public String toString() {
            return destination + (peering ? " to another peering" : " to a gateway");
        }
    }

    /** Whether some address belongs to both. */
    public boolean overlaps(PeerEnvironment other) {
        return ranges.stream().anyMatch(each -> other.ranges.stream().anyMatch(each::overlaps));
    }
}
