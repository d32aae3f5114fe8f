package dev.sila.localcloud.service.balancing;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.Subnets.SubnetFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where balancers may be. The rules are in the API references of CreateLoadBalancer of both
 * versions.
 *
 * @param conflict the HTTP status of {@code InvalidConfigurationRequest}, which differs by version
 */
public record Placement(Subnets network, int conflict) {
    /** What AWS wants free in each subnet of a balancer, for its nodes. */
    private static final int ROOM = 8;

    /**
     * The subnets of the identifiers: of one VPC and of different zones.
     *
     * @param held those that the balancer is in already: they need no more room
     */
    public List<SubnetFacts> subnets(List<String> ids, Set<String> held) {
        List<SubnetFacts> found = new ArrayList<>();
        Set<String> zones = new HashSet<>();
        for (String id : new LinkedHashSet<>(ids)) {
            SubnetFacts subnet = subnet(id);
            if (!zones.add(subnet.zone())) {
                throw conflict(
                        "A load balancer cannot be attached to multiple subnets in the same"
                                + " Availability Zone");
            }
            if (subnet.freeAddresses() < ROOM && !held.contains(id)) {
                throw new AwsFailure(
                        "InvalidSubnet",
                        "Not enough IP space available in "
                                + id
                                + ". ELB requires at least 8 free IP addresses in each subnet.");
            }
            found.add(subnet);
        }
        if (found.stream().map(SubnetFacts::vpcId).distinct().count() > 1) {
            throw conflict("All subnets must belong to the same VPC");
        }
        return found;
    }

    private SubnetFacts subnet(String id) {
        return network.subnet(id)
                .orElseThrow(() ->
                        new AwsFailure(
                                "SubnetNotFound", "The subnet ID '" + id + "' does not exist"));
    }

    /** Refuses a VPC that the internet does not reach. */
    public void reached(String vpcId) {
        if (!network.hasInternetGateway(vpcId)) {
            throw new AwsFailure("InvalidSubnet", "VPC " + vpcId + " has no internet gateway");
        }
    }

    /** Refuses security groups that do not exist or are of another VPC, and more than five. */
    public void groups(List<String> ids, String vpcId) {
        for (String id : ids) {
            String vpc = network.vpcOfSecurityGroup(id).orElse("");
            if (!vpc.equals(vpcId)) {
                throw new AwsFailure(
                        "InvalidSecurityGroup",
                        vpc.isEmpty()
                                ? "The security group '" + id + "' does not exist"
                                : "Security group '%s' does not belong to VPC '%s'"
                                        .formatted(id, vpcId));
            }
        }
        if (ids.size() > 5) {
            throw conflict("A load balancer cannot have more than 5 security groups");
        }
    }

    /** What the state of a balancer, or its type, does not allow. */
    public AwsFailure conflict(String message) {
        return new AwsFailure("InvalidConfigurationRequest", message, conflict);
    }
}
