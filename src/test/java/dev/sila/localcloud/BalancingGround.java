package dev.sila.localcloud;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** Where tests of load balancers begin: the default VPC, its subnets, instances in them. */
public record BalancingGround(Rig rig) {
    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    public ElasticLoadBalancingV2Client second() {
        return rig.loadBalancing();
    }

    public ElasticLoadBalancingClient classic() {
        return rig.classicBalancing();
    }

    /** The default VPC. */
    public String vpc() {
        return rig.ec2()
                .describeVpcs(r -> r.filters(filter("is-default", "true")))
                .vpcs()
                .getFirst()
                .vpcId();
    }

    /** The default subnet of a zone, by the zone's number. */
    public String subnet(int zone) {
        return subnets().get(zone);
    }

    /** The default subnets by zone. */
    public List<String> subnets() {
        return rig
                .ec2()
                .describeSubnets(r -> r.filters(filter("default-for-az", "true")))
                .subnets()
                .stream()
                .sorted(Comparator.comparing(Subnet::availabilityZone))
                .map(Subnet::subnetId)
                .toList();
    }

    /** A VPC without a way out, and a subnet in it. */
    public String lonelySubnet(int zone) {
        String vpc = rig.ec2().createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        return rig.ec2()
                .createSubnet(r ->
                        r.vpcId(vpc)
                                .cidrBlock("10.9.1.0/24")
                                .availabilityZone(
                                        rig.local().foundation().realm().zones().get(zone)))
                .subnet()
                .subnetId();
    }

    /** A running instance in a default subnet; it answers on port 8080. */
    public String instance(int zone) {
        return instance(subnet(zone));
    }

    /** A running instance in a subnet. */
    public String instance(String subnet) {
        String image =
                rig.ec2()
                        .describeImages(
                                r -> r.owners("amazon").filters(filter("architecture", "x86_64")))
                        .images()
                        .getFirst()
                        .imageId();
        RunInstancesRequest request =
                RunInstancesRequest.builder()
                        .imageId(image)
                        .instanceType("t3.micro")
                        .subnetId(subnet)
                        .minCount(1)
                        .maxCount(1)
                        .build();
        String id = rig.ec2().runInstances(request).instances().getFirst().instanceId();
        rig.pass(Duration.ofMinutes(2));
        return id;
    }

    /** An application balancer in two zones. */
    public String application(String name) {
        return balancer(name, each -> {});
    }

    /** A network balancer in two zones. */
    public String network(String name) {
        return balancer(name, each -> each.type(LoadBalancerTypeEnum.NETWORK));
    }

    /** A balancer in two zones, otherwise as the change says. */
    public String balancer(String name, Consumer<CreateLoadBalancerRequest.Builder> change) {
        CreateLoadBalancerRequest.Builder request =
                CreateLoadBalancerRequest.builder().name(name).subnets(subnet(0), subnet(1));
        change.accept(request);
        return second().createLoadBalancer(request.build())
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
    }

    /** A target group of HTTP on port 8080. */
    public String group(String name) {
        return group(name, each -> {});
    }

    /** A target group of TCP on port 8080. */
    public String tcpGroup(String name) {
        return group(name, each -> each.protocol("TCP").healthCheckPath(null));
    }

    /** A target group on port 8080, otherwise as the change says. */
    public String group(String name, Consumer<CreateTargetGroupRequest.Builder> change) {
        CreateTargetGroupRequest.Builder request =
                CreateTargetGroupRequest.builder()
                        .name(name)
                        .protocol("HTTP")
                        .port(8080)
                        .vpcId(vpc())
                        .healthCheckPath("/health");
        change.accept(request);
        return second().createTargetGroup(request.build())
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    public static Action forward(String group) {
        return Action.builder().type("forward").targetGroupArn(group).build();
    }

    public static Action fixed(String status, String body) {
        return Action.builder()
                .type("fixed-response")
                .fixedResponseConfig(
                        c -> c.statusCode(status).contentType("text/plain").messageBody(body))
                .build();
    }

    /** A listener of HTTP, or of TCP at a network balancer. */
    public String listener(String balancer, int port, Action action) {
        String protocol = balancer.contains("/net/") ? "TCP" : "HTTP";
        return second().createListener(r ->
                        r.loadBalancerArn(balancer)
                                .port(port)
                                .protocol(protocol)
                                .defaultActions(action))
                .listeners()
                .getFirst()
                .listenerArn();
    }

    /** A rule on a path that answers 200. */
    public String rule(String listener, int priority, String path) {
        return second().createRule(r ->
                        r.listenerArn(listener)
                                .priority(priority)
                                .conditions(c -> c.field("path-pattern").values(path))
                                .actions(fixed("200", path)))
                .rules()
                .getFirst()
                .ruleArn();
    }

    /** A classic balancer in two zones that listens on 8088 for port 8080 of instances. */
    public String classic(String name) {
        classic()
                .createLoadBalancer(r ->
                        r.loadBalancerName(name)
                                .subnets(subnet(0), subnet(1))
                                .listeners(l ->
                                        l.protocol("HTTP")
                                                .loadBalancerPort(8088)
                                                .instancePort(8080)));
        return name;
    }

    /** Lets time pass until something is so: checks of health are real and take their moment. */
    public void until(BooleanSupplier so) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    rig.pass(Duration.ofSeconds(5));
                    return so.getAsBoolean();
                });
    }
}
