package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.PlacementGroup;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tenancy;

/** What a request to run instances says beside image, type, network and disks. */
final class LaunchOptions {
    private static final Set<String> CREDITS = Set.of("standard", "unlimited");

    private final PlacementGroups groups;
    private final KeyPairs keys;

    LaunchOptions(PlacementGroups groups, KeyPairs keys) {
        this.groups = groups;
        this.keys = keys;
    }

    void check(RunInstancesRequest request) {
        if (request.userData() != null) {
            UserData.check(request.userData());
        }
        if (request.keyName() != null) {
            keys.require(request.keyName());
        }
        if (request.hibernationOptions() != null
                && Boolean.TRUE.equals(request.hibernationOptions().configured())) {
            throw new AwsFailure(
                    "UnsupportedHibernationConfiguration",
                    "The local cloud does not hibernate instances.");
        }
        if (request.enclaveOptions() != null
                && Boolean.TRUE.equals(request.enclaveOptions().enabled())) {
            throw new AwsFailure(
                    "UnsupportedOperation", "The local cloud's instances have no enclaves.");
        }
        if (request.capacityReservationSpecification() != null) {
            Refusals.supportedOnly(
                    request.capacityReservationSpecification(),
                    Set.of("CapacityReservationPreference"));
        }
        String behavior = request.instanceInitiatedShutdownBehaviorAsString();
        if (behavior != null && !Set.of("stop", "terminate").contains(behavior)) {
            throw Refusals.invalid(
                    "instanceInitiatedShutdownBehavior", behavior, "Expecting stop or terminate.");
        }
        if (request.metadataOptions() != null) {
            MetadataOptions.check(request.metadataOptions());
        }
        if (request.maintenanceOptions() != null) {
            String recovery = request.maintenanceOptions().autoRecoveryAsString();
            if (recovery != null && !Set.of("default", "disabled").contains(recovery)) {
                throw Refusals.invalid("autoRecovery", recovery, "Expecting default or disabled.");
            }
        }
    }

    /** The mode of CPU credits: as asked for, else the family's own; empty for other families. */
    static String credits(RunInstancesRequest request, InstanceTypeInfo type) {
        String wanted =
                request.creditSpecification() == null
                        ? null
                        : Refusals.required(
                                request.creditSpecification().cpuCredits(), "CpuCredits");
        if (!Boolean.TRUE.equals(type.burstablePerformanceSupported())) {
            if (wanted != null) {
                throw Refusals.combination(
                        "The credit specification is not supported for the instance type %s."
                                .formatted(type.instanceTypeAsString()));
            }
            return "";
        }
        if (wanted == null) {
            return type.instanceTypeAsString().startsWith("t2.") ? "standard" : "unlimited";
        }
        return checkedCredits(wanted);
    }

    static String checkedCredits(@Nullable String mode) {
        String given = Refusals.required(mode, "CpuCredits");
        if (!CREDITS.contains(given)) {
            throw Refusals.invalid("cpuCredits", given, "Expecting standard or unlimited.");
        }
        return given;
    }

    /** Where the instances are placed. */
    Placement placement(RunInstancesRequest request, InstanceTypeInfo type, Subnet subnet) {
        Placement.Builder placement =
                Placement.builder()
                        .availabilityZone(subnet.availabilityZone())
                        .availabilityZoneId(subnet.availabilityZoneId())
                        .groupName("")
                        .tenancy(Tenancy.DEFAULT);
        Placement wanted = request.placement();
        if (wanted == null) {
            return placement.build();
        }
        Refusals.supportedOnly(
                wanted,
                Set.of(
                        "AvailabilityZone",
                        "AvailabilityZoneId",
                        "GroupName",
                        "PartitionNumber",
                        "Tenancy"));
        if (wanted.tenancyAsString() != null && wanted.tenancy() != Tenancy.DEFAULT) {
            throw new AwsFailure(
                    "UnsupportedOperation",
                    "The local cloud's instances have the default tenancy.");
        }
        if (wanted.groupName() == null || wanted.groupName().isEmpty()) {
            return placement.build();
        }
        PlacementGroup group = groups.require(wanted.groupName());
        checkGroup(group, wanted, type);
        return placement
                .groupName(group.groupName())
                .groupId(group.groupId())
                .partitionNumber(wanted.partitionNumber())
                .build();
    }

    private static void checkGroup(PlacementGroup group, Placement wanted, InstanceTypeInfo type) {
        if (!type.placementGroupInfo()
                .supportedStrategiesAsStrings()
                .contains(group.strategyAsString())) {
            throw Refusals.combination(
                    "Placement groups may not be used with instances of type '%s'."
                            .formatted(type.instanceTypeAsString()));
        }
        Integer partition = wanted.partitionNumber();
        Integer most = group.partitionCount();
        if (partition != null && (most == null || partition < 1 || partition > most)) {
            throw Refusals.invalid(
                    "partitionNumber", partition, "The placement group has no such partition.");
        }
    }
}
