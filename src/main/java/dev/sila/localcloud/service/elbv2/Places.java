package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.notYet;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.Placement;
import dev.sila.localcloud.service.balancing.Subnets;
import dev.sila.localcloud.service.balancing.Subnets.SubnetFacts;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** Where application and network balancers may be. */
final class Places {
    final Subnets network;
    private final Placement placement;

    Places(Subnets network) {
        this.network = network;
        this.placement = new Placement(network, 400);
    }

    /** The subnets that a request names in either of its ways. */
    List<SubnetFacts> subnets(
            List<String> ids, List<SubnetMapping> mappings, boolean application, Set<String> held) {
        if (!ids.isEmpty() && !mappings.isEmpty()) {
            throw invalid("You can specify either subnets or subnet mappings, but not both");
        }
        for (SubnetMapping mapping : mappings) {
            notYet(mapping.allocationId() != null, "balancers with elastic IP addresses");
            notYet(
                    mapping.privateIPv4Address() != null || mapping.iPv6Address() != null,
                    "balancers with chosen addresses");
        }
        List<String> asked =
                mappings.isEmpty() ? ids : mappings.stream().map(SubnetMapping::subnetId).toList();
        List<SubnetFacts> found = placement.subnets(asked, held);
        if (found.isEmpty()) {
            throw invalid("At least one subnet must be specified");
        }
        if (application && found.size() < 2) {
            throw invalid(
                    "At least two subnets in two different Availability Zones must be specified");
        }
        return found;
    }

    /** The security groups, or the default one of the VPC where a balancer cannot be without. */
    List<String> groups(List<String> ids, String vpcId, boolean application) {
        placement.groups(ids, vpcId);
        return ids.isEmpty() && application
                ? List.of(network.defaultSecurityGroup(vpcId))
                : List.copyOf(ids);
    }

    void reached(String vpcId) {
        placement.reached(vpcId);
    }

    /** Refuses an address type that the subnets do not have. */
    void addressType(IpAddressType type, List<SubnetFacts> subnets) {
        if (type == IpAddressType.UNKNOWN_TO_SDK_VERSION) {
            throw invalid("IP address type must be one of 'ipv4, dualstack'");
        }
        notYet(
                type == IpAddressType.DUALSTACK_WITHOUT_PUBLIC_IPV4,
                "the IP address type '" + type + "'");
        if (type == IpAddressType.DUALSTACK && !subnets.stream().allMatch(SubnetFacts::ipv6)) {
            throw new AwsFailure(
                    "InvalidSubnet",
                    "You must specify subnets with an associated IPv6 CIDR block.");
        }
    }
}
