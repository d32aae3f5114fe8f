package dev.sila.spotinst;

import dev.sila.aws.kind.ClassicLoadBalancer;
import dev.sila.aws.kind.InstanceProfile;
import dev.sila.aws.kind.LaunchTemplate.BlockDevice;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.aws.kind.Vpc;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.Worded;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A group of hosts on the spot market that Spotinst keeps: an autoscaling group and its launch
 * template in one. Metadata always requires version 2 (IMDSv2) with a hop limit of 1.
 *
 * @param name {@code environment_hostclass}; also its own name at Spotinst
 * @param vpc where it is; a tag of it tells that the environment has such groups
 * @param account Spotinst's account; empty: that of the token
 * @param instanceTypes the first one is also the one on demand
 * @param minSize fewest instances; null: unmanaged on a group that exists, 0 on a new one
 * @param maxSize most instances; null: unmanaged on a group that exists, on a new one the largest
 *     size given
 * @param desiredCapacity the size last asked for in the files, as of an {@link
 *     dev.sila.aws.kind.AutoScalingGroup}
 * @param schedule the sizes that it gets again and again at a time
 * @param instanceProfile the profile that Sila made for the hostclass, if any
 * @param instanceProfileName a profile that exists already, by name; never together with
 *     instanceProfile
 * @param publicAddress whether hosts get a public address; null: as the subnet says
 * @param userData plain text; encoded on the wire
 * @param healthCheckType {@code EC2}, {@code ELB} or {@code TARGET_GROUP}
 * @param tags those of the group, which its instances and their volumes get
 */
public record Elastigroup(
        String name,
        Ref<Vpc> vpc,
        String account,
        List<String> instanceTypes,
        Market market,
        @Nullable Integer minSize,
        @Nullable Integer maxSize,
        @Nullable Integer desiredCapacity,
        Set<Task> schedule,
        Set<Ref<Subnet>> subnets,
        String imageId,
        @Nullable Ref<InstanceProfile> instanceProfile,
        @Nullable String instanceProfileName,
        @Nullable String keyName,
        Set<Ref<SecurityGroup>> securityGroups,
        @Nullable Boolean publicAddress,
        String userData,
        List<BlockDevice> blockDevices,
        boolean detailedMonitoring,
        Set<Ref<TargetGroup>> targetGroups,
        Set<Ref<ClassicLoadBalancer>> classicLoadBalancers,
        String healthCheckType,
        int healthCheckGraceSeconds,
        Tags tags)
        implements Spec {

    /**
     * Which instances are on spot.
     *
     * @param spotPercentage how many of a hundred; null where a number on demand is given
     * @param onDemandCount so many are on demand before any is on spot; null where a percentage is
     *     given
     * @param orientation how Spotinst chooses among zones and types, such as {@code
     *     equalAzDistribution}
     * @param fallsBack whether instances are taken on demand where there is no spot
     * @param usesReserved whether reserved instances that nobody uses are taken before spot
     */
    public record Market(
            @Nullable Integer spotPercentage,
            @Nullable Integer onDemandCount,
            String orientation,
            boolean fallsBack,
            boolean usesReserved)
            implements Worded {
        /** As Asiaq asks for it, with that much on spot. */
        public static Market of(@Nullable Integer spotPercentage, @Nullable Integer onDemandCount) {
            return new Market(spotPercentage, onDemandCount, "equalAzDistribution", true, true);
        }

        @Override
        public String inWords() {
            String share =
                    onDemandCount == null
                            ? spotPercentage + "% spot"
                            : onDemandCount + " on demand, the rest spot";
            return share
                    + " ("
                    + orientation
                    + ")"
                    + (fallsBack ? ", else on demand" : "")
                    + (usesReserved ? ", reserved first" : "");
        }
    }

    /**
     * Sizes that come again and again.
     *
     * @param recurrence five cron fields, in UTC
     */
    public record Task(
            String recurrence,
            @Nullable Integer minSize,
            @Nullable Integer maxSize,
            @Nullable Integer desiredCapacity)
            implements Worded {
        @Override
        public String inWords() {
            return recurrence
                    + ": "
                    + Stream.of(
                                    word("min ", minSize),
                                    word("max ", maxSize),
                                    word("desired ", desiredCapacity))
                            .filter(each -> !each.isEmpty())
                            .collect(Collectors.joining(" "));
        }

        private static String word(String name, @Nullable Integer size) {
            return size == null ? "" : name + size;
        }
    }

    /** The same group, but registering its hosts there. */
    public Elastigroup behind(
            Set<Ref<TargetGroup>> targets, Set<Ref<ClassicLoadBalancer>> classic) {
        return with(targets, classic, healthCheckType(targets, classic), tags);
    }

    /** The same group with these tags. */
    Elastigroup tagged(Tags others) {
        return with(targetGroups, classicLoadBalancers, healthCheckType, others);
    }

    private Elastigroup with(
            Set<Ref<TargetGroup>> targets,
            Set<Ref<ClassicLoadBalancer>> classic,
            String checkType,
            Tags others) {
        return new Elastigroup(
                name,
                vpc,
                account,
                instanceTypes,
                market,
                minSize,
                maxSize,
                desiredCapacity,
                schedule,
                subnets,
                imageId,
                instanceProfile,
                instanceProfileName,
                keyName,
                securityGroups,
                publicAddress,
                userData,
                blockDevices,
                detailedMonitoring,
                targets,
                classic,
                checkType,
                healthCheckGraceSeconds,
                others);
    }

    /** Who says whether a host is well, of a group behind these. */
    public static String healthCheckType(
            Set<Ref<TargetGroup>> targets, Set<Ref<ClassicLoadBalancer>> classic) {
        if (!targets.isEmpty()) {
            return "TARGET_GROUP";
        }
        return classic.isEmpty() ? "EC2" : "ELB";
    }
}
