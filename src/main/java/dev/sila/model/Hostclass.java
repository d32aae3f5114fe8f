package dev.sila.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hostclass as it runs in one environment.
 *
 * @param where the place of its section
 * @param metaNetwork where its hosts stand
 * @param publicAddress whether hosts get a public address; null: as the subnet says
 * @param profile what its hosts may do, or null for nothing
 * @param keyName the key pair for ssh, or null
 * @param domainName the domain of its names, or null
 * @param productLine whom it belongs to, or null
 * @param smokeTestTermination whether a host that fails its tests asks to be replaced; null: unsaid
 * @param chaos whether its hosts may be killed for exercise
 * @param tags further tags of its hosts
 * @param balancer what stands in front of it, or null
 * @param graceSeconds how long after launch a failing check does not count
 * @param warmupSeconds how long a new host takes until its metrics count
 */
public record Hostclass(
        String name,
        String where,
        String metaNetwork,
        @Nullable Boolean publicAddress,
        @Nullable Profile profile,
        @Nullable String keyName,
        @Nullable String domainName,
        @Nullable String productLine,
        @Nullable String smokeTestTermination,
        boolean chaos,
        Map<String, String> tags,
        @Nullable Balancer balancer,
        Scaling scaling,
        int graceSeconds,
        int warmupSeconds) {
    public Hostclass {
        tags = Map.copyOf(tags);
    }

    /**
     * An instance profile.
     *
     * @param name as the files write it
     * @param policyName the name of its policy's file, or null if there is none: then the profile
     *     is somebody else's
     * @param policy the policy as JSON without white space, or null
     * @param shared whether other hostclasses of the environment have it too
     */
    public record Profile(
            String name, @Nullable String policyName, @Nullable String policy, boolean shared) {}
}
