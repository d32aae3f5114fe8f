package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.Events;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Identity;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.machine.LoopbackAddresses;
import dev.sila.localcloud.machine.MachineOrder;
import dev.sila.localcloud.machine.Machines;
import dev.sila.localcloud.machine.Ports;
import dev.sila.localcloud.machine.SimulatedMachines;
import dev.sila.localcloud.service.Certificates;
import dev.sila.localcloud.service.balancing.Subnets;
import dev.sila.localcloud.service.balancing.TargetInstances;
import dev.sila.localcloud.service.elb.ClassicBalancing;
import dev.sila.localcloud.traffic.Balancers;
import dev.sila.localcloud.traffic.Probe;
import dev.sila.localcloud.traffic.TestCertificate;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** ELBv2 with a network of three subnets and real simulated machines. */
public final class Playground implements AutoCloseable, Subnets, TargetInstances {
    public final ReentrantLock lock = new ReentrantLock();
    public final Foundation foundation;
    public final LoopbackAddresses addresses = LoopbackAddresses.claim();
    public final Ports ports = Ports.ofThisProcess();
    public final Machines machines = new SimulatedMachines(addresses, ports);
    public final Map<String, TargetInstance> instances = new LinkedHashMap<>();
    public final Map<String, String> interfaces = new HashMap<>();
    final Balancers balancers;
    public final LoadBalancing elb;
    public final ClassicBalancing classic;

    /** Where instances are reached that are no simulated machines. */
    public final Map<String, InetAddress> elsewhere = new HashMap<>();

    private final Map<String, Certificates.Certificate> known = new HashMap<>();
    private final Certificates certificates = arn -> Optional.ofNullable(known.get(arn));
    boolean gateway = true;

    public Playground(
            Function<ReentrantLock, Timeline> timeline, Function<Playground, Probe> probe) {
        foundation =
                new Foundation(
                        Realm.standard(),
                        new Identity(1),
                        timeline.apply(lock),
                        new Events(),
                        lock);
        balancers = new Balancers(foundation.timeline(), addresses, ports, probe.apply(this));
        elb = new LoadBalancing(foundation, balancers, this, this, certificates);
        classic = new ClassicBalancing(foundation, balancers, this, this, certificates);
    }

    /** Makes a certificate for a host known; its ARN is the host. */
    public TestCertificate certificate(String host) {
        TestCertificate made = TestCertificate.of(host);
        known.put(host, new Certificates.Certificate(host, made.certificate(), made.key()));
        return made;
    }

    public <T> T handler(Class<T> type) {
        return Stream.of(elb.service(), classic.service())
                .flatMap(service -> service.handlers().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    public <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** An instance that runs in the zone of the subnet. */
    public void run(String instanceId, String subnet) {
        locked(() -> {
            String zone = subnet(subnet).map(SubnetFacts::zone).orElseThrow();
            machines.launch(new MachineOrder(instanceId, "10.0.0.1", ""));
            return instances.put(
                    instanceId, new TargetInstance(instanceId, "running", zone, "vpc-1"));
        });
    }

    LoadBalancer loadBalancer(String name) {
        return loadBalancer(name, "application");
    }

    LoadBalancer loadBalancer(String name, String type) {
        return locked(() ->
                handler(LoadBalancerOperations.class)
                        .createLoadBalancer(
                                CreateLoadBalancerRequest.builder()
                                        .name(name)
                                        .type(type)
                                        .subnets("subnet-a", "subnet-b")
                                        .build())
                        .loadBalancers()
                        .getFirst());
    }

    TargetGroup targetGroup(String name) {
        return locked(() ->
                handler(TargetGroupOperations.class)
                        .createTargetGroup(
                                CreateTargetGroupRequest.builder()
                                        .name(name)
                                        .protocol("HTTP")
                                        .port(8080)
                                        .vpcId("vpc-1")
                                        .healthCheckPath("/health")
                                        .healthCheckIntervalSeconds(10)
                                        .build())
                        .targetGroups()
                        .getFirst());
    }

    String listener(String balancerArn, int port, String groupArn) {
        CreateListenerRequest request =
                CreateListenerRequest.builder()
                        .loadBalancerArn(balancerArn)
                        .port(port)
                        .protocol("HTTP")
                        .defaultActions(
                                Action.builder()
                                        .type(ActionTypeEnum.FORWARD)
                                        .targetGroupArn(groupArn)
                                        .build())
                        .build();
        return locked(() ->
                handler(ListenerOperations.class)
                        .createListener(request)
                        .listeners()
                        .getFirst()
                        .listenerArn());
    }

    @Override
    public void close() {
        foundation.timeline().close();
        balancers.close();
        machines.close();
        addresses.close();
    }

    // The network.

    @Override
    public Optional<SubnetFacts> subnet(String id) {
        return switch (id) {
            case "subnet-a", "subnet-b", "subnet-c" ->
                    Optional.of(
                            new SubnetFacts(
                                    id,
                                    "us-east-1" + id.charAt(id.length() - 1),
                                    "vpc-1",
                                    200,
                                    false));
            case "subnet-a2" -> Optional.of(new SubnetFacts(id, "us-east-1a", "vpc-1", 200, false));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<SubnetFacts> defaultSubnet(String zone) {
        return subnet("subnet-" + zone.charAt(zone.length() - 1));
    }

    @Override
    public String nameOfSecurityGroup(String groupId) {
        return "name of " + groupId;
    }

    @Override
    public boolean vpcExists(String vpcId) {
        return vpcId.equals("vpc-1");
    }

    @Override
    public boolean hasInternetGateway(String vpcId) {
        return gateway;
    }

    @Override
    public Optional<String> vpcOfSecurityGroup(String groupId) {
        return groupId.startsWith("sg-") ? Optional.of("vpc-1") : Optional.empty();
    }

    @Override
    public String defaultSecurityGroup(String vpcId) {
        return "sg-default";
    }

    @Override
    public String takeInterface(String subnetId, List<String> groupIds, String description) {
        String id = "eni-" + interfaces.size();
        interfaces.put(id, description);
        return id;
    }

    @Override
    public void interfaceGroups(String interfaceId, List<String> groupIds) {
        interfaces.put(interfaceId, String.join(",", groupIds));
    }

    @Override
    public void releaseInterface(String interfaceId) {
        interfaces.remove(interfaceId);
    }

    @Override
    public Optional<TargetInstance> instance(String instanceId) {
        return Optional.ofNullable(instances.get(instanceId));
    }

    @Override
    public Optional<TargetInstance> atPrivateAddress(String vpcId, String address) {
        return new ArrayList<>(instances.values()).stream().findFirst();
    }

    @Override
    public Optional<InetAddress> reach(String instanceId) {
        return Optional.ofNullable(elsewhere.get(instanceId))
                .or(() -> machines.address(instanceId));
    }
}
