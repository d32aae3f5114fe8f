package dev.sila.localcloud.service.balancing;

import java.util.List;
import java.util.Optional;

/** What load balancers need of the network. Called under the local cloud's lock. */
public interface Subnets {
    /**
     * A subnet.
     *
     * @param freeAddresses how many IPv4 addresses nobody has
     * @param ipv6 whether it has an IPv6 range
     */
    record SubnetFacts(String id, String zone, String vpcId, int freeAddresses, boolean ipv6) {}

    Optional<SubnetFacts> subnet(String subnetId);

    /** The default subnet of a zone. */
    Optional<SubnetFacts> defaultSubnet(String zone);

    boolean vpcExists(String vpcId);

    /** Whether an internet gateway is attached to the VPC. */
    boolean hasInternetGateway(String vpcId);

    /** The VPC of a security group. */
    Optional<String> vpcOfSecurityGroup(String groupId);

    /** The name of a security group that exists. */
    String nameOfSecurityGroup(String groupId);

    /** The security group that a load balancer gets when none is named. */
    String defaultSecurityGroup(String vpcId);

    /**
     * Makes a network interface for a balancer.
     *
     * @param description AWS's: {@code ELB app/NAME/ID}
     * @return its identifier
     */
    String takeInterface(String subnetId, List<String> groupIds, String description);

    /** Puts an interface into other security groups. */
    void interfaceGroups(String interfaceId, List<String> groupIds);

    void releaseInterface(String interfaceId);
}
