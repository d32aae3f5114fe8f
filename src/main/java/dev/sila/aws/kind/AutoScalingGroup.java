package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.Worded;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An autoscaling group.
 *
 * @param name {@code environment_hostclass}; the group's own name is this, {@code _} and the second
 *     of its creation
 * @param mixedInstances the types that it launches and which of them on demand; {@link
 *     MixedInstances#NONE}: the template's type on demand
 * @param minSize fewest instances; null: unmanaged on a group that exists, 0 on a new one
 * @param maxSize most instances; null: unmanaged on a group that exists, on a new one the largest
 *     size given
 * @param desiredCapacity the size last asked for in the files. Scaling policies move the real one;
 *     it is set again only when the files change. Null: unmanaged on a group that exists, on a new
 *     one its largest size
 * @param targetGroups where its instances are registered
 * @param classicLoadBalancers where its instances are registered too
 * @param healthCheckType {@code EC2} or {@code ELB}
 * @param healthCheckGraceSeconds how long after launch a failing check does not count
 * @param instanceWarmupSeconds how long a new instance takes until its metrics count
 * @param tags its tags, propagated to instances at launch
 */
public record AutoScalingGroup(
        String name,
        Ref<LaunchTemplate> launchTemplate,
        MixedInstances mixedInstances,
        @Nullable Integer minSize,
        @Nullable Integer maxSize,
        @Nullable Integer desiredCapacity,
        Set<Ref<Subnet>> subnets,
        Set<Ref<TargetGroup>> targetGroups,
        Set<Ref<ClassicLoadBalancer>> classicLoadBalancers,
        String healthCheckType,
        int healthCheckGraceSeconds,
        int instanceWarmupSeconds,
        List<String> terminationPolicies,
        Tags tags)
        implements Spec {
    /** The tag that remembers the capacity that the files asked for last. */
    public static final String DESIRED_CAPACITY = "sila:desired-capacity";

    /** That tag's value while {@link ScheduledAction}s set the capacity. */
    public static final String SCHEDULED = "scheduled";

    /**
     * Which instances a group launches, where it is not simply its template's type on demand.
     *
     * @param instanceTypes the preferred first
     * @param onDemandBase so many are on demand before anything else counts
     * @param onDemandPercentage how much of the rest is on demand
     * @param onDemandAllocation how AWS chooses among the types on demand, such as {@code
     *     prioritized}
     * @param spotAllocation the same for spot, such as {@code price-capacity-optimized}
     * @param capacityRebalance whether a spot instance at risk is replaced before it goes
     */
    public record MixedInstances(
            List<String> instanceTypes,
            int onDemandBase,
            int onDemandPercentage,
            String onDemandAllocation,
            String spotAllocation,
            boolean capacityRebalance)
            implements Worded {
        /** The template's type, on demand. */
        public static final MixedInstances NONE =
                new MixedInstances(List.of(), 0, 100, "", "", false);

        public MixedInstances {
            instanceTypes = List.copyOf(instanceTypes);
        }

        @Override
        public String inWords() {
            if (instanceTypes.isEmpty()) {
                return "";
            }
            String rest = onDemandPercentage + "%";
            return String.join(":", instanceTypes)
                    + ", "
                    + (onDemandBase == 0 ? rest : onDemandBase + " and " + rest + " of the rest")
                    + " on demand ("
                    + onDemandAllocation
                    + "), spot "
                    + spotAllocation
                    + (capacityRebalance ? ", rebalanced" : "");
        }
    }
}
