package dev.sila.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An environment: one network and what runs in it.
 *
 * @param name its name, without {@code _}, so that names made of it can be taken apart again
 * @param type the type whose options it takes where it has none of its own
 * @param where the place of the section that declares it
 * @param application the project's name
 * @param endpoints the ways to AWS's services that do not lead through the internet
 * @param dhcp what hosts are told at boot, or null to leave the region's default
 * @param tags further tags of the VPC
 * @param hosts what hosts are made from, and told
 */
public record Environment(
        String name,
        String type,
        String where,
        String application,
        VpcRange range,
        Zones zones,
        List<MetaNetwork> metaNetworks,
        Customers customers,
        Endpoints endpoints,
        @Nullable Dhcp dhcp,
        Map<String, String> tags,
        Hosts hosts) {
    public Environment {
        metaNetworks = List.copyOf(metaNetworks);
        tags = Map.copyOf(tags);
    }

    /**
     * What hosts are made from, and told.
     *
     * @param imageStages the stages of the images that they may run, the preferred first; none: any
     * @param credentialBuckets where they look for credentials, in that order
     */
    public record Hosts(List<String> imageStages, List<String> credentialBuckets) {
        public Hosts {
            imageStages = List.copyOf(imageStages);
            credentialBuckets = List.copyOf(credentialBuckets);
        }
    }

    public Optional<MetaNetwork> metaNetwork(String wanted) {
        return metaNetworks.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }
}
