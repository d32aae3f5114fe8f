package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Checks.or;
import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/** The fields that creating, updating and refreshing a group share, checked. */
final class Fields {
    private static final Set<String> HEALTH_CHECKS = Set.of("EC2", "ELB");
    private static final String FULLY_FORMED =
            "You must use a valid fully-formed launch template. ";

    /** What may pass until the launch, so that it does not hinder the making of a group. */
    private static final Set<String> PASSING =
            Set.of(
                    "InsufficientInstanceCapacity",
                    "InsufficientFreeAddressesInSubnet",
                    "VcpuLimitExceeded",
                    "InstanceLimitExceeded",
                    "MaxSpotInstanceCountExceeded");

    private final Groups groups;

    Fields(Groups groups) {
        this.groups = groups;
    }

    /** The launch template with both its names and the version as given. */
    LaunchTemplateSpecification template(LaunchTemplateSpecification given) {
        if ((given.launchTemplateId() == null) == (given.launchTemplateName() == null)) {
            throw invalid(
                    "Valid requests must contain either launchTemplateId or LaunchTemplateName");
        }
        String version =
                given.version() == null || given.version().isEmpty() ? "$Default" : given.version();
        try {
            Instances.Template found =
                    groups.instances.template(
                            given.launchTemplateId(), given.launchTemplateName(), version);
            return LaunchTemplateSpecification.builder()
                    .launchTemplateId(found.id())
                    .launchTemplateName(found.name())
                    .version(version)
                    .build();
        } catch (AwsFailure refusal) {
            throw invalid(FULLY_FORMED + refusal.getMessage());
        }
    }

    /** A mixed instances policy with AWS's defaults for what it leaves open. */
    MixedInstancesPolicy mixed(MixedInstancesPolicy given) {
        LaunchTemplate template = given.launchTemplate();
        if (template == null || template.launchTemplateSpecification() == null) {
            throw invalid(
                    "Valid requests must contain a launch template specification in the mixed instances policy.");
        }
        List<LaunchTemplateOverrides> overrides = template.overrides();
        Checks.atMost("mixedInstancesPolicy.launchTemplate.overrides", overrides, 300);
        overrides.forEach(Fields::check);
        boolean weighted = overrides.stream().anyMatch(each -> each.weightedCapacity() != null);
        if (weighted && overrides.stream().anyMatch(each -> each.weightedCapacity() == null)) {
            throw invalid(
                    "If you specify a weight for one instance type, you must specify weights for all instance types.");
        }
        long types =
                overrides.stream().map(LaunchTemplateOverrides::instanceType).distinct().count();
        if (types < overrides.size()) {
            throw invalid("Each instance type must be unique in the launch template overrides.");
        }
        return MixedInstancesPolicy.builder()
                .launchTemplate(
                        template.toBuilder()
                                .launchTemplateSpecification(
                                        template(template.launchTemplateSpecification()))
                                .overrides(overrides.stream().map(this::completed).toList())
                                .build())
                .instancesDistribution(distribution(given.instancesDistribution()))
                .build();
    }

    private static void check(LaunchTemplateOverrides override) {
        Checks.unsupported("InstanceRequirements", override.instanceRequirements() != null);
        Checks.unsupported("ImageId of launch template overrides", override.imageId() != null);
        if (override.instanceType() == null) {
            throw invalid("Each launch template override must contain an InstanceType.");
        }
        String weight = override.weightedCapacity();
        if (weight != null && !weight.matches("[1-9][0-9]{0,2}")) {
            throw invalid(
                    "WeightedCapacity must be a whole number from 1 to 999, but is '"
                            + weight
                            + "'.");
        }
    }

    private LaunchTemplateOverrides completed(LaunchTemplateOverrides override) {
        return override.launchTemplateSpecification() == null
                ? override
                : override.toBuilder()
                        .launchTemplateSpecification(
                                template(override.launchTemplateSpecification()))
                        .build();
    }

    private static InstancesDistribution distribution(@Nullable InstancesDistribution given) {
        InstancesDistribution some = or(given, InstancesDistribution.builder().build());
        String spot = or(some.spotAllocationStrategy(), "lowest-price");
        Checks.oneOf(
                "spotAllocationStrategy",
                spot,
                List.of(
                        "lowest-price",
                        "capacity-optimized",
                        "capacity-optimized-prioritized",
                        "price-capacity-optimized"));
        String onDemand = or(some.onDemandAllocationStrategy(), "prioritized");
        Checks.oneOf(
                "onDemandAllocationStrategy", onDemand, List.of("lowest-price", "prioritized"));
        int percentage = or(some.onDemandPercentageAboveBaseCapacity(), 100);
        Checks.range("onDemandPercentageAboveBaseCapacity", percentage, 0, 100);
        int base = notNegative("OnDemandBaseCapacity", or(some.onDemandBaseCapacity(), 0));
        boolean pools = spot.equals("lowest-price");
        if (!pools && some.spotInstancePools() != null && some.spotInstancePools() != 0) {
            throw invalid(
                    "SpotInstancePools option is only available with the lowest-price allocation strategy.");
        }
        Checks.range("spotInstancePools", some.spotInstancePools(), pools ? 1 : 0, 20);
        String price = some.spotMaxPrice();
        return some.toBuilder()
                .onDemandAllocationStrategy(onDemand)
                .onDemandBaseCapacity(base)
                .onDemandPercentageAboveBaseCapacity(percentage)
                .spotAllocationStrategy(spot)
                .spotInstancePools(pools ? or(some.spotInstancePools(), 2) : null)
                .spotMaxPrice(price == null || price.isEmpty() ? null : price)
                .build();
    }

    /** Refuses a configuration from which EC2 would launch nothing in the first of the subnets. */
    void launchable(Configuration configuration, Collection<String> subnets) {
        String subnet = subnets.iterator().next();
        List<LaunchTemplateOverrides> overrides = configuration.overrides();
        if (overrides.isEmpty()) {
            tryOut(configuration, null, subnet);
        }
        overrides.forEach(each -> tryOut(configuration, each, subnet));
    }

    private void tryOut(
            Configuration configuration,
            @Nullable LaunchTemplateOverrides override,
            String subnet) {
        LaunchTemplateSpecification own =
                override == null ? null : override.launchTemplateSpecification();
        LaunchTemplateSpecification template = own == null ? configuration.base() : own;
        if (template == null) {
            return;
        }
        try {
            groups.instances.check(
                    new Instances.LaunchOrder(
                            new Instances.Source(
                                    template.launchTemplateId(), template.version(), null),
                            subnet,
                            Map.of(),
                            override == null ? null : override.instanceType(),
                            false,
                            null));
        } catch (AwsFailure refusal) {
            if (!PASSING.contains(refusal.code())) {
                throw invalid(FULLY_FORMED + refusal.getMessage());
            }
        }
    }

    /**
     * Zone by subnet.
     *
     * @param identifiers subnets with commas, as VPCZoneIdentifier has them
     * @param zones zones, used alone with their default subnets or to check the subnets
     */
    Map<String, String> subnets(@Nullable String identifiers, List<String> zones) {
        for (String zone : zones) {
            if (!groups.foundation.realm().zones().contains(zone)) {
                throw invalid("Invalid Availability Zones: [" + zone + "]");
            }
        }
        return identifiers == null || identifiers.isBlank()
                ? defaultSubnets(zones)
                : named(identifiers, zones);
    }

    private Map<String, String> named(String identifiers, List<String> zones) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String id : Arrays.stream(identifiers.split(",", -1)).map(String::strip).toList()) {
            String zone =
                    groups.instances
                            .zoneOf(id)
                            .orElseThrow(
                                    () -> invalid("The subnet ID '" + id + "' does not exist"));
            if (!zones.isEmpty() && !zones.contains(zone)) {
                throw invalid(
                        "The availability zones of the specified subnets and the Auto Scaling group do not match");
            }
            found.put(id, zone);
        }
        if (found.keySet().stream().map(groups.instances::vpcOf).distinct().count() > 1) {
            throw invalid("The subnets of an Auto Scaling group must be in the same VPC");
        }
        return found;
    }

    private Map<String, String> defaultSubnets(List<String> zones) {
        if (zones.isEmpty()) {
            throw invalid("At least one Availability Zone or VPC Subnet is required.");
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (String zone : zones) {
            String subnet =
                    groups.instances
                            .defaultSubnet(zone)
                            .orElseThrow(() -> invalid("No default VPC for this user"));
            found.put(subnet, zone);
        }
        return found;
    }

    /** Refuses sizes that do not fit together. */
    static void sizes(int minimum, int maximum, int desired) {
        Checks.range("minSize", minimum, 0, Integer.MAX_VALUE);
        Checks.range("maxSize", maximum, 0, Integer.MAX_VALUE);
        Checks.range("desiredCapacity", desired, 0, Integer.MAX_VALUE);
        if (minimum > maximum) {
            throw invalid(
                    "Max bound, %d, must be greater than or equal to min bound, %d"
                            .formatted(maximum, minimum));
        }
        if (desired < minimum || desired > maximum) {
            throw invalid(
                    "Desired capacity:%d must be between the specified min size:%d and max size:%d"
                            .formatted(desired, minimum, maximum));
        }
    }

    static String healthCheckType(String type) {
        List<String> types = List.of(type.split(",", -1));
        boolean known = types.stream().map(String::strip).allMatch(HEALTH_CHECKS::contains);
        Checks.unsupported(
                "the health check type " + type,
                !known && type.matches("(EC2|ELB|EBS|VPC_LATTICE|[, ])+"));
        if (!known) {
            throw invalid(
                    "Invalid HealthCheckType '" + type + "': use EC2, EBS, ELB or VPC_LATTICE");
        }
        return type;
    }

    static List<String> terminationPolicies(List<String> policies) {
        for (String policy : policies) {
            Checks.unsupported(
                    "termination policies by Lambda", policy.startsWith("arn:aws:lambda:"));
            if (!TerminationOrder.POLICIES.contains(policy)) {
                throw invalid("Invalid termination policy: " + policy);
            }
        }
        return policies.isEmpty() ? List.of("Default") : List.copyOf(policies);
    }

    static int notNegative(String name, int value) {
        if (value < 0) {
            throw invalid(name + " must not be negative, but is " + value);
        }
        return value;
    }
}
