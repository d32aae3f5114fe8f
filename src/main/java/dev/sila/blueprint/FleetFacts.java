package dev.sila.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fleet blueprint must know about the world.
 *
 * @param zones the region's availability zones, in order
 * @param imageId the image to run: an identifier or {@code resolve:ssm:NAME}
 * @param rootDevice the image's root device, such as {@code /dev/xvda}
 * @param owner who owns the group: its tag if the group exists, so that another operator's plan
 *     shows no change; null: nobody is named
 * @param environmentClass the VPC's tag {@code environment_class}, else {@code development}
 */
public record FleetFacts(
        List<String> zones,
        String imageId,
        String rootDevice,
        @Nullable String owner,
        String environmentClass) {
    public FleetFacts {
        zones = List.copyOf(zones);
    }
}
