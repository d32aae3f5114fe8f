package dev.sila.localcloud.whole;

import dev.sila.localcloud.service.balancing.Subnets;
import dev.sila.localcloud.service.ec2.Ec2;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** What load balancers see of the network, and the interfaces they take in it. */
final class BalancerNetwork implements Subnets {
    private final Ec2 ec2;

    BalancerNetwork(Ec2 ec2) {
        this.ec2 = ec2;
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    @Override
    public Optional<SubnetFacts> subnet(String subnetId) {
        return subnets(filter("subnet-id", subnetId)).findFirst();
    }

    @Override
    public Optional<SubnetFacts> defaultSubnet(String zone) {
        return subnets(filter("availability-zone", zone), filter("default-for-az", "true"))
                .findFirst();
    }

    private Stream<SubnetFacts> subnets(Filter... filters) {
        DescribeSubnetsRequest request = DescribeSubnetsRequest.builder().filters(filters).build();
        return ec2.subnets().describeSubnets(request).subnets().stream()
                .map(each ->
                        new SubnetFacts(
                                each.subnetId(),
                                each.availabilityZone(),
                                each.vpcId(),
                                each.availableIpAddressCount(),
                                !each.ipv6CidrBlockAssociationSet().isEmpty()));
    }

    @Override
    public boolean vpcExists(String vpcId) {
        DescribeVpcsRequest request =
                DescribeVpcsRequest.builder().filters(filter("vpc-id", vpcId)).build();
        return !ec2.vpcs().describeVpcs(request).vpcs().isEmpty();
    }

    @Override
    public boolean hasInternetGateway(String vpcId) {
        DescribeInternetGatewaysRequest request =
                DescribeInternetGatewaysRequest.builder()
                        .filters(filter("attachment.vpc-id", vpcId))
                        .build();
        return !ec2.internetGateways()
                .describeInternetGateways(request)
                .internetGateways()
                .isEmpty();
    }

    @Override
    public Optional<String> vpcOfSecurityGroup(String groupId) {
        return groups(filter("group-id", groupId)).stream().findFirst().map(SecurityGroup::vpcId);
    }

    @Override
    public String nameOfSecurityGroup(String groupId) {
        return groups(filter("group-id", groupId)).getFirst().groupName();
    }

    @Override
    public String defaultSecurityGroup(String vpcId) {
        return groups(filter("vpc-id", vpcId), filter("group-name", "default"))
                .getFirst()
                .groupId();
    }

    private List<SecurityGroup> groups(Filter... filters) {
        DescribeSecurityGroupsRequest request =
                DescribeSecurityGroupsRequest.builder().filters(filters).build();
        return ec2.securityGroups().describeSecurityGroups(request).securityGroups();
    }

    @Override
    public String takeInterface(String subnetId, List<String> groupIds, String description) {
        return ec2.networkInterfaces()
                .allocate(subnetId, groupIds, description)
                .networkInterfaceId();
    }

    @Override
    public void interfaceGroups(String interfaceId, List<String> groupIds) {
        ec2.networkInterfaces().regroup(interfaceId, groupIds);
    }

    @Override
    public void releaseInterface(String interfaceId) {
        ec2.networkInterfaces().abandon(interfaceId);
    }
}
