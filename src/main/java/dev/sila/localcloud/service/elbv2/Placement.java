package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.Names.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.elbv2.Subnets.SubnetFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** Where balancers are: their subnets, security groups and network interfaces. */
final class Placement {
    /** Checked subnets and security groups. */
    record Place(List<SubnetFacts> subnets, List<String> groups) {}

    private final Elb elb;

    Placement(Elb elb) {
        this.elb = elb;
    }

    List<String> subnetIds(List<String> subnets, List<SubnetMapping> mappings) {
        if (!subnets.isEmpty() && !mappings.isEmpty()) {
            throw invalid("You can specify either subnets or subnet mappings, but not both");
        }
        return mappings.isEmpty()
                ? subnets
                : mappings.stream().map(SubnetMapping::subnetId).toList();
    }

    Place check(List<String> subnetIds, List<String> groups, boolean internetFacing) {
        List<SubnetFacts> subnets = subnets(subnetIds);
        String vpcId = subnets.getFirst().vpcId();
        if (internetFacing && !elb.subnets.hasInternetGateway(vpcId)) {
            throw new AwsFailure("InvalidSubnet", "VPC " + vpcId + " has no internet gateway");
        }
        return new Place(subnets, groups(groups, vpcId));
    }

    /** At least two, of different zones and one VPC. */
    private List<SubnetFacts> subnets(List<String> ids) {
        List<SubnetFacts> found = new ArrayList<>();
        Set<String> zones = new HashSet<>();
        for (String id : new java.util.LinkedHashSet<>(ids)) {
            SubnetFacts subnet =
                    elb.subnets
                            .subnet(id)
                            .orElseThrow(() ->
                                    new AwsFailure(
                                            "SubnetNotFound",
                                            "The subnet ID '" + id + "' does not exist"));
            if (!zones.add(subnet.zone())) {
                throw new AwsFailure(
                        "InvalidConfigurationRequest",
                        "A load balancer cannot be attached to multiple subnets in the same"
                                + " Availability Zone");
            }
            found.add(subnet);
        }
        if (found.size() < 2) {
            throw invalid(
                    "At least two subnets in two different Availability Zones must be specified");
        }
        if (found.stream().map(SubnetFacts::vpcId).distinct().count() > 1) {
            throw new AwsFailure(
                    "InvalidConfigurationRequest", "All subnets must belong to the same VPC");
        }
        return found;
    }

    List<String> groups(List<String> ids, String vpcId) {
        for (String id : ids) {
            String vpc = elb.subnets.vpcOfSecurityGroup(id).orElse("");
            if (!vpc.equals(vpcId)) {
                throw new AwsFailure(
                        "InvalidSecurityGroup",
                        vpc.isEmpty()
                                ? "The security group '" + id + "' does not exist"
                                : "Security group '"
                                        + id
                                        + "' does not belong to VPC '"
                                        + vpcId
                                        + "'");
            }
        }
        return ids.isEmpty() ? List.of(elb.subnets.defaultSecurityGroup(vpcId)) : List.copyOf(ids);
    }

    /**
     * Puts a balancer there: takes the interfaces that it lacks, releases those it does not use.
     */
    void place(LoadBalancerEntry entry, Place place) {
        entry.groups = place.groups();
        entry.subnets = place.subnets();
        Set<String> wanted = new HashSet<>();
        for (SubnetFacts subnet : place.subnets()) {
            wanted.add(subnet.id());
            entry.interfaces.computeIfAbsent(
                    subnet.id(),
                    id -> elb.subnets.takeInterface(id, place.groups(), "ELB " + entry.path()));
        }
        for (String left : Set.copyOf(entry.interfaces.keySet())) {
            if (!wanted.contains(left)) {
                elb.subnets.releaseInterface(
                        java.util.Objects.requireNonNull(entry.interfaces.remove(left)));
            }
        }
    }
}
