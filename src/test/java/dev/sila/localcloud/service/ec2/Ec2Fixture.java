package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.Events;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Identity;
import dev.sila.localcloud.ManualTimeline;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.machine.MachineOrder;
import dev.sila.localcloud.machine.Machines;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** An EC2 whose time stands still, and which writes down what its machines are told. */
final class Ec2Fixture {
    static final String IMAGE =
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    final ReentrantLock lock = new ReentrantLock();
    final ManualTimeline timeline = new ManualTimeline(Instant.parse("2026-01-01T00:00:00Z"), lock);
    final Events events = new Events();
    final List<String> told = new ArrayList<>();
    final List<String> states = new ArrayList<>();
    final Ec2 ec2;

    Ec2Fixture() {
        events.subscribe(Events.InstanceStateChanged.class, event -> states.add(event.state()));
        Foundation foundation =
                new Foundation(Realm.standard(), new Identity(1), timeline, events, lock);
        foundation.quotas().grant(NetworkQuotas.VPCS, 100);
        foundation.quotas().grant(NetworkQuotas.INTERNET_GATEWAYS, 100);
        foundation.quotas().grant(ComputeQuotas.VCPUS, 100_000);
        foundation.quotas().grant(ComputeQuotas.SPOT_VCPUS, 100_000);
        ec2 = new Ec2(foundation, new Recorder(), Ec2Fixture::profile);
    }

    private static Optional<IamInstanceProfile> profile(String name) {
        return name.equals("web")
                ? Optional.of(IamInstanceProfile.builder().arn("arn:web").id("AIPA").build())
                : Optional.empty();
    }

    String vpc(String cidr) {
        return ec2.vpcs()
                .createVpc(CreateVpcRequest.builder().cidrBlock(cidr).build())
                .vpc()
                .vpcId();
    }

    String subnet(String vpc, String cidr) {
        return ec2.subnets()
                .createSubnet(CreateSubnetRequest.builder().vpcId(vpc).cidrBlock(cidr).build())
                .subnet()
                .subnetId();
    }

    RunInstancesRequest.Builder one() {
        return RunInstancesRequest.builder()
                .imageId(IMAGE)
                .instanceType("t3.micro")
                .minCount(1)
                .maxCount(1);
    }

    Instance run(RunInstancesRequest request) {
        return ec2.instances().runInstances(request).instances().getFirst();
    }

    Instance instance(String id) {
        return ec2.instances()
                .describeInstances(DescribeInstancesRequest.builder().instanceIds(id).build())
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
    }

    private final class Recorder implements Machines {
        @Override
        public void launch(MachineOrder order) {
            told.add("launch " + order.userData());
        }

        @Override
        public void stop(String instanceId) {
            told.add("stop");
        }

        @Override
        public void start(String instanceId) {
            told.add("start");
        }

        @Override
        public void terminate(String instanceId) {
            told.add("terminate");
        }

        @Override
        public Optional<InetAddress> address(String instanceId) {
            return Optional.of(InetAddress.ofLiteral("127.10.0.1"));
        }

        @Override
        public void close() {
            told.add("close");
        }
    }
}
