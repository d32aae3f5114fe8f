package dev.sila.localcloud.service.autoscaling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/**
 * What a group launches next. Source: EC2 Auto Scaling user guide, "Allocation strategies for
 * multiple instance types" and "Instances distribution".
 *
 * <p>Prices are not known here; what AWS calls a size's normalization factor stands for them, since
 * the price of a family doubles with it. All spot pools are taken to be equally deep.
 */
final class Allocation {
    private static final Map<String, Double> FACTORS =
            Map.of(
                    "nano", 0.25, "micro", 0.5, "small", 1.0, "medium", 2.0, "large", 4.0, "xlarge",
                    8.0, "metal", 256.0);

    /** One thing to launch: null for what the launch template says. */
    record Choice(@Nullable LaunchTemplateOverrides override, boolean spot, int weight) {}

    private Allocation() {}

    /**
     * What may be launched next, the best first; the others are for when there is no capacity.
     *
     * @param members what the group counts
     * @param desired the desired capacity in units
     */
    static List<Choice> next(Configuration configuration, Collection<Member> members, int desired) {
        MixedInstancesPolicy mixed = configuration.mixed();
        if (mixed == null) {
            return List.of(new Choice(null, false, 1));
        }
        InstancesDistribution distribution = mixed.instancesDistribution();
        int onDemand = units(members, false);
        boolean spot = onDemand >= onDemand(distribution, Math.max(desired, onDemand));
        List<LaunchTemplateOverrides> overrides = configuration.overrides();
        if (overrides.isEmpty()) {
            return List.of(new Choice(null, spot, 1));
        }
        List<LaunchTemplateOverrides> ordered =
                spot
                        ? forSpot(distribution, overrides, members)
                        : forOnDemand(distribution, overrides);
        return ordered.stream()
                .map(each -> new Choice(each, spot, Configuration.weight(each)))
                .toList();
    }

    /**
     * How many units of a capacity are on-demand: the base, and of what is above it the percentage,
     * rounded up.
     */
    static int onDemand(InstancesDistribution distribution, int capacity) {
        int base = Math.min(capacity, distribution.onDemandBaseCapacity());
        int percentage = distribution.onDemandPercentageAboveBaseCapacity();
        return base + Math.ceilDiv((capacity - base) * percentage, 100);
    }

    private static int units(Collection<Member> members, boolean spot) {
        return members.stream()
                .filter(each -> each.spot == spot)
                .mapToInt(each -> each.weight)
                .sum();
    }

    private static List<LaunchTemplateOverrides> forOnDemand(
            InstancesDistribution distribution, List<LaunchTemplateOverrides> overrides) {
        return distribution.onDemandAllocationStrategy().equals("prioritized")
                ? overrides
                : cheapest(overrides);
    }

    private static List<LaunchTemplateOverrides> forSpot(
            InstancesDistribution distribution,
            List<LaunchTemplateOverrides> overrides,
            Collection<Member> members) {
        return switch (distribution.spotAllocationStrategy()) {
            case "lowest-price" ->
                    spread(cheapest(overrides), distribution.spotInstancePools(), members);
            case "price-capacity-optimized" -> cheapest(overrides);
            default -> overrides;
        };
    }

    /** The cheapest pools, the one with the fewest instances first, then the dearer ones. */
    private static List<LaunchTemplateOverrides> spread(
            List<LaunchTemplateOverrides> cheapest, int pools, Collection<Member> members) {
        int count = Math.min(pools, cheapest.size());
        ToLongFunction<LaunchTemplateOverrides> used =
                override ->
                        members.stream()
                                .filter(each -> each.spot)
                                .filter(each -> each.instanceType.equals(override.instanceType()))
                                .count();
        List<LaunchTemplateOverrides> ordered = new ArrayList<>(cheapest.subList(0, count));
        ordered.sort(Comparator.comparingLong(used));
        ordered.addAll(cheapest.subList(count, cheapest.size()));
        return ordered;
    }

    private static List<LaunchTemplateOverrides> cheapest(List<LaunchTemplateOverrides> overrides) {
        return overrides.stream().sorted(Comparator.comparingDouble(Allocation::price)).toList();
    }

    /** What a unit of capacity costs, as a normalization factor. */
    private static double price(LaunchTemplateOverrides override) {
        return factor(override.instanceType()) / Configuration.weight(override);
    }

    static double factor(@Nullable String instanceType) {
        String type = instanceType == null ? "" : instanceType;
        String size = type.substring(type.indexOf('.') + 1);
        if (size.matches("\\d+xlarge")) {
            return 8.0 * Integer.parseInt(size.substring(0, size.length() - "xlarge".length()));
        }
        return FACTORS.getOrDefault(size, 8.0);
    }
}
