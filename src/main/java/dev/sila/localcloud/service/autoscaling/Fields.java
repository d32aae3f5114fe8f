package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/** The fields that creating and updating a group share, checked. */
final class Fields {
    private static final Set<String> HEALTH_CHECKS = Set.of("EC2", "ELB", "EC2,ELB", "ELB,EC2");

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
        Instances.Template found =
                groups.instances.template(
                        given.launchTemplateId(), given.launchTemplateName(), version);
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(found.id())
                .launchTemplateName(found.name())
                .version(version)
                .build();
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
        for (String id : Arrays.stream(identifiers.split(",")).map(String::strip).toList()) {
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
                            .orElseThrow(() ->
                                    invalid(
                                            "No default VPC for this user. Give VPCZoneIdentifier: there is no default subnet in "
                                                    + zone));
            found.put(subnet, zone);
        }
        return found;
    }

    /** Refuses sizes that do not fit together. */
    static void sizes(int minimum, int maximum, int desired) {
        if (minimum < 0 || maximum < 0 || desired < 0) {
            throw invalid("MinSize, MaxSize and DesiredCapacity must not be negative");
        }
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
        if (!HEALTH_CHECKS.contains(type)) {
            throw invalid(
                    "The local cloud has only the health check types EC2 and ELB, not '"
                            + type
                            + "' yet");
        }
        return type;
    }

    static List<String> terminationPolicies(List<String> policies) {
        for (String policy : policies) {
            if (!TerminationOrder.POLICIES.contains(policy)) {
                throw invalid("Termination policy '" + policy + "' is not valid");
            }
        }
        return policies.isEmpty() ? List.of("Default") : List.copyOf(policies);
    }

    /** Refuses target groups that do not exist. */
    void targetGroups(List<String> arns) {
        for (String arn : arns) {
            if (!groups.targetGroups.exists(arn)) {
                throw invalid(
                        "Provided Target Groups may not be valid. Please ensure they exist and try again: "
                                + arn);
            }
        }
    }

    static int notNegative(String name, int value) {
        if (value < 0) {
            throw invalid(name + " must not be negative, but is " + value);
        }
        return value;
    }
}
