package dev.sila.localcloud.service.elbv2;

import java.util.List;
import java.util.Optional;

/** What load balancers need of the network. Called under the local cloud's lock. */
public interface Subnets {
    /** A subnet's fixed facts. */
    record SubnetFacts(String id, String zone, String vpcId) {}

    Optional<SubnetFacts> subnet(String subnetId);

    boolean vpcExists(String vpcId);

    /** Whether an internet gateway is attached to the VPC. */
    boolean hasInternetGateway(String vpcId);

    /** The VPC of a security group. */
    Optional<String> vpcOfSecurityGroup(String groupId);

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
