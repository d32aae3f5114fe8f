package dev.sila.model;

import java.time.Duration;
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
 * @param launch what its hosts are made with beside that
 * @param testing whether this is its second group, in which a new image is tried beside the one
 *     that serves
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
        int warmupSeconds,
        Launch launch,
        boolean testing) {
    public Hostclass {
        tags = Map.copyOf(tags);
    }

    /**
     * The tag of hosts and groups that says whether they are only tested: {@code 1} or {@code 0}.
     */
    public static final String IS_TESTING = "is_testing";

    /** The part of the environment that a hostclass's second group is. */
    public static String testPart(String hostclass) {
        return hostclass + "-test";
    }

    /** The part of the environment that it is: its name, or {@link #testPart}. */
    public String part() {
        return testing ? testPart(name) : name;
    }

    /**
     * Its second group, that answers to nobody but who tests it: behind a balancer of its own with
     * the name {@code hostclass-test-environment.domain}, without the addresses and the alias that
     * the serving group has, with a role of its own. Source: Asiaq, "Blue/Green deployment".
     */
    public Hostclass asTest() {
        Profile own =
                profile == null || profile.policyName() == null || profile.shared()
                        ? profile
                        : new Profile(
                                testPart(profile.name()),
                                profile.policyName(),
                                profile.policy(),
                                false);
        return new Hostclass(
                name,
                where,
                metaNetwork,
                publicAddress,
                own,
                keyName,
                domainName,
                productLine,
                smokeTestTermination,
                chaos,
                tags,
                balancer == null ? null : balancer.asTest(name),
                scaling,
                graceSeconds,
                warmupSeconds,
                launch.asTest(),
                true);
    }

    /**
     * What hosts are made with.
     *
     * @param elasticIp the address that the first host takes when it boots, or null
     * @param reservesAddress whether a private address is kept for it ({@code ip_address})
     * @param spot whether hosts run on spot where the pipeline does not say
     * @param spotinstAccount the account at Spotinst that keeps groups on spot, empty for that of
     *     the token; null: AWS itself keeps them
     * @param services the variables of user data that hold the address of another hostclass, by
     *     that hostclass's name
     * @param detailedMonitoring whether CloudWatch gets figures each minute; null: if alarms that
     *     move the group need them
     * @param imageLimit how long an image that is being made is waited for
     * @param timeZone in which times of sizes are meant
     */
    public record Launch(
            @Nullable String elasticIp,
            boolean reservesAddress,
            boolean spot,
            @Nullable String spotinstAccount,
            Map<String, String> services,
            @Nullable Boolean detailedMonitoring,
            Duration imageLimit,
            String timeZone) {
        public Launch {
            services = Map.copyOf(services);
        }

        /** Without addresses of its own, and kept by AWS. */
        private Launch asTest() {
            return new Launch(
                    null, false, spot, null, services, detailedMonitoring, imageLimit, timeZone);
        }
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
