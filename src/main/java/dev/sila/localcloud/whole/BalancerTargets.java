package dev.sila.localcloud.whole;

import dev.sila.localcloud.machine.Machines;
import dev.sila.localcloud.service.balancing.TargetInstances;
import dev.sila.localcloud.service.ec2.Ec2;
import java.net.InetAddress;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;

/** What load balancers see of instances and of the machines behind them. */
final class BalancerTargets implements TargetInstances {
    private final Ec2 ec2;
    private final Machines machines;

    BalancerTargets(Ec2 ec2, Machines machines) {
        this.ec2 = ec2;
        this.machines = machines;
    }

    @Override
    public Optional<TargetInstance> instance(String instanceId) {
        return ec2.instances().find(instanceId).map(BalancerTargets::target);
    }

    @Override
    public Optional<TargetInstance> atPrivateAddress(String vpcId, String address) {
        DescribeInstancesRequest request =
                DescribeInstancesRequest.builder()
                        .filters(
                                Filter.builder().name("vpc-id").values(vpcId).build(),
                                Filter.builder().name("private-ip-address").values(address).build())
                        .build();
        return ec2.instances().describeInstances(request).reservations().stream()
                .flatMap(each -> each.instances().stream())
                .findFirst()
                .map(BalancerTargets::target);
    }

    @Override
    public Optional<InetAddress> reach(String instanceId) {
        return machines.address(instanceId);
    }

    private static TargetInstance target(Instance instance) {
        return new TargetInstance(
                instance.instanceId(),
                instance.state().nameAsString(),
                instance.placement().availabilityZone(),
                instance.vpcId());
    }
}
