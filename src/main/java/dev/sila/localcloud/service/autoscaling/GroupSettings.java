package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Checks.or;
import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AvailabilityZoneDistribution;
import software.amazon.awssdk.services.autoscaling.model.CapacityDistributionStrategy;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceMaintenancePolicy;

/**
 * What a request says of a group, put into it. An update has the same members as a creation and is
 * read as one; what it does not say stays as it was.
 */
final class GroupSettings {
    private static final int A_DAY = 86_400;

    private final Groups groups;
    private final Fields fields;

    GroupSettings(Groups groups) {
        this.groups = groups;
        this.fields = new Fields(groups);
    }

    /** Refuses what neither making nor changing a group can have here. */
    static void checkSupported(CreateAutoScalingGroupRequest request) {
        Checks.complete(request);
        Checks.unsupported("PlacementGroup", request.placementGroup() != null);
        Checks.unsupported(
                "AvailabilityZoneImpairmentPolicy",
                request.availabilityZoneImpairmentPolicy() != null);
        Checks.unsupported(
                "CapacityReservationSpecification",
                request.capacityReservationSpecification() != null);
        Checks.unsupported("InstanceLifecyclePolicy", request.instanceLifecyclePolicy() != null);
        String type = request.desiredCapacityType();
        Checks.unsupported("DesiredCapacityType", type != null && !type.equals("units"));
    }

    /** What the request says that instances are launched from; empty if it says nothing. */
    Optional<Configuration> configuration(CreateAutoScalingGroupRequest request) {
        long given =
                Stream.of(
                                request.launchTemplate() != null,
                                request.mixedInstancesPolicy() != null,
                                request.launchConfigurationName() != null,
                                request.instanceId() != null)
                        .filter(each -> each)
                        .count();
        if (given > 1) {
            throw invalid(
                    "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.");
        }
        if (request.launchTemplate() != null) {
            return Optional.of(Configuration.of(fields.template(request.launchTemplate())));
        }
        if (request.mixedInstancesPolicy() != null) {
            return Optional.of(
                    new Configuration(null, fields.mixed(request.mixedInstancesPolicy()), null));
        }
        if (request.instanceId() != null) {
            throw LaunchConfigurationOperations.notAvailable();
        }
        return Optional.ofNullable(request.launchConfigurationName())
                .map(this::launchConfiguration);
    }

    private Configuration launchConfiguration(String name) {
        if (!groups.configurations.containsKey(name)) {
            throw invalid(
                    "Launch configuration name not found - Launch configuration "
                            + name
                            + " not found");
        }
        return new Configuration(null, null, name);
    }

    /** Puts into the group what the request says, except sizes and what is launched. */
    void apply(Group group, CreateAutoScalingGroupRequest request) {
        if (request.vpcZoneIdentifier() != null || !request.availabilityZones().isEmpty()) {
            group.subnets =
                    fields.subnets(request.vpcZoneIdentifier(), request.availabilityZones());
            group.namedSubnets = request.vpcZoneIdentifier() != null;
        }
        if (!request.terminationPolicies().isEmpty()) {
            group.terminationPolicies = Fields.terminationPolicies(request.terminationPolicies());
        }
        group.healthCheckType =
                Fields.healthCheckType(or(request.healthCheckType(), group.healthCheckType));
        group.cooldown =
                Fields.notNegative(
                        "DefaultCooldown", or(request.defaultCooldown(), group.cooldown));
        group.grace =
                Fields.notNegative(
                        "HealthCheckGracePeriod",
                        or(request.healthCheckGracePeriod(), group.grace));
        group.warmup = warmup(request.defaultInstanceWarmup(), group.warmup);
        group.maxLifetime = lifetime(request.maxInstanceLifetime(), group.maxLifetime);
        group.maintenance = maintenance(request.instanceMaintenancePolicy(), group.maintenance);
        group.distribution =
                distribution(request.availabilityZoneDistribution(), group.distribution);
        group.protectNew = or(request.newInstancesProtectedFromScaleIn(), group.protectNew);
        group.capacityRebalance = or(request.capacityRebalance(), group.capacityRebalance);
        if (request.serviceLinkedRoleARN() != null) {
            group.serviceLinkedRole = request.serviceLinkedRoleARN();
        }
    }

    private static @Nullable Integer warmup(@Nullable Integer given, @Nullable Integer before) {
        if (given == null) {
            return before;
        }
        Checks.range("defaultInstanceWarmup", given, -1, Integer.MAX_VALUE);
        return given == -1 ? null : given;
    }

    private static @Nullable Integer lifetime(@Nullable Integer given, @Nullable Integer before) {
        if (given == null) {
            return before;
        }
        if (given != 0 && given < A_DAY) {
            throw invalid(
                    "Max instance lifetime must be equal to 0 or greater than or equal to 86400 seconds.");
        }
        return given == 0 ? null : given;
    }

    private static @Nullable InstanceMaintenancePolicy maintenance(
            @Nullable InstanceMaintenancePolicy given, @Nullable InstanceMaintenancePolicy before) {
        if (given == null) {
            return before;
        }
        Integer least = given.minHealthyPercentage();
        Integer most = given.maxHealthyPercentage();
        if (least == null || most == null) {
            throw invalid(
                    "Both MinHealthyPercentage and MaxHealthyPercentage must be specified in the instance maintenance policy.");
        }
        if (least == -1 && most == -1) {
            return null;
        }
        Checks.range("instanceMaintenancePolicy.minHealthyPercentage", least, 0, 100);
        Checks.range("instanceMaintenancePolicy.maxHealthyPercentage", most, 100, 200);
        if (most - least > 100) {
            throw invalid(
                    "The difference between MaxHealthyPercentage and MinHealthyPercentage cannot be greater than 100.");
        }
        return given;
    }

    private static @Nullable AvailabilityZoneDistribution distribution(
            @Nullable AvailabilityZoneDistribution given,
            @Nullable AvailabilityZoneDistribution before) {
        if (given == null) {
            return before;
        }
        Checks.oneOf(
                "availabilityZoneDistribution.capacityDistributionStrategy",
                given.capacityDistributionStrategyAsString(),
                CapacityDistributionStrategy.knownValues().stream()
                        .map(CapacityDistributionStrategy::toString)
                        .sorted()
                        .toList());
        if (given.capacityDistributionStrategy() == CapacityDistributionStrategy.BALANCED_ONLY) {
            throw new AwsFailure(
                    "UnsupportedOperation",
                    "The local cloud has only the strategy balanced-best-effort.");
        }
        return given;
    }
}
