package dev.sila.blueprint;

import dev.sila.aws.kind.NetworkInterface;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fleet blueprint must know about the world.
 *
 * @param zones the region's availability zones, in order
 * @param image the image to run
 * @param snapshot what the hosts' data volume holds at first, or null for no such volume
 * @param present the group as it is, or null if there is none yet
 * @param former the group in whose place one is made, because another keeper has it so far; null if
 *     there is none, or nothing to make any more
 * @param owner who owns the group: its tag if the group exists, so that another operator's plan
 *     shows no change; null: nobody is named
 * @param environmentClass the VPC's tag {@code environment_class}, else {@code development}
 * @param reserved the environment's reserved addresses by the hostclass that they are kept for
 * @param balancing what its load balancer must know
 */
public record FleetFacts(
        List<String> zones,
        Image image,
        @Nullable Snapshot snapshot,
        @Nullable Present present,
        @Nullable Present former,
        @Nullable String owner,
        String environmentClass,
        Map<String, NetworkInterface> reserved,
        BalancerFacts balancing) {
    public FleetFacts {
        zones = List.copyOf(zones);
        reserved = Map.copyOf(reserved);
    }

    /**
     * An image.
     *
     * @param id an identifier or {@code resolve:ssm:NAME}
     * @param rootDevice its root device, such as {@code /dev/xvda}
     * @param rootGiB the size of its root volume; 0 if it is not known
     */
    public record Image(String id, String rootDevice, int rootGiB) {}

    /** A snapshot, and the size of the volume that it was taken of. */
    public record Snapshot(String id, int sizeGiB) {}

    /**
     * A group that exists.
     *
     * @param instanceTypes what it launches, the preferred first
     * @param minSize its fewest instances
     * @param maxSize its most
     * @param desired the size that the files asked for last; null if times set it, or nobody asked;
     *     of a former group the size that it has
     */
    public record Present(
            List<String> instanceTypes, int minSize, int maxSize, @Nullable Integer desired) {
        public Present {
            instanceTypes = List.copyOf(instanceTypes);
        }
    }
}
