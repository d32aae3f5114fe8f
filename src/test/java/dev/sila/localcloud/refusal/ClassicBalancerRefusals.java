package dev.sila.localcloud.refusal;

import dev.sila.localcloud.BalancingGround;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.HealthCheck;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerAttributes;

/** What Elastic Load Balancing refuses of classic balancers. */
final class ClassicBalancerRefusals implements Corpus {
    static final String API =
            "https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_";
    private static final String CREATE = API + "CreateLoadBalancer.html";
    private static final String CHECK = API + "HealthCheck.html";
    static final String CERTIFICATE = "arn:aws:iam::000000000000:server-certificate/no";
    static final String CONFLICT = "InvalidConfigurationRequest";

    @Override
    public String service() {
        return "Elastic Load Balancing";
    }

    static Refusal rule(
            String rule, String source, String code, Consumer<BalancingGround> attempt) {
        return new Refusal(rule, source, code, rig -> attempt.accept(new BalancingGround(rig)));
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(firstCreation());
        all.addAll(secondCreation());
        all.addAll(thirdCreation());
        all.addAll(firstPlaces());
        all.addAll(secondPlaces());
        all.addAll(firstInstances());
        all.addAll(secondInstances());
        all.addAll(firstAttributes());
        all.addAll(secondAttributes());
        return all;
    }

    static Listener listener(String protocol, int port, int instancePort) {
        return Listener.builder()
                .protocol(protocol)
                .loadBalancerPort(port)
                .instancePort(instancePort)
                .build();
    }

    private static Refusal creation(
            String rule, String code, Consumer<CreateLoadBalancerRequest.Builder> change) {
        return rule(
                rule,
                CREATE,
                code,
                g -> {
                    CreateLoadBalancerRequest.Builder request =
                            CreateLoadBalancerRequest.builder()
                                    .loadBalancerName("web")
                                    .availabilityZones("us-east-1a")
                                    .listeners(listener("HTTP", 8088, 8080));
                    change.accept(request);
                    g.classic().createLoadBalancer(request.build());
                });
    }

    private static List<Refusal> firstCreation() {
        return List.of(
                creation(
                        "A balancer needs a name",
                        "ValidationError",
                        r -> r.loadBalancerName(null)),
                creation(
                        "A name has at most 32 characters",
                        "ValidationError",
                        r -> r.loadBalancerName("a".repeat(33))),
                creation(
                        "A name has no underscore",
                        "ValidationError",
                        r -> r.loadBalancerName("a_b")),
                creation(
                        "A name does not begin with a hyphen",
                        "ValidationError",
                        r -> r.loadBalancerName("-a")),
                creation(
                        "A balancer needs a listener",
                        "ValidationError",
                        r -> r.listeners(List.of())),
                creation(
                        "A balancer needs a place",
                        "ValidationError",
                        r -> r.availabilityZones(List.of())),
                creation(
                        "A zone exists", "ValidationError", r -> r.availabilityZones("us-east-1z")),
                creation("A scheme is one of two", "InvalidScheme", r -> r.scheme("public")),
                creation(
                        "A subnet exists",
                        "SubnetNotFound",
                        r -> r.availabilityZones(List.of()).subnets("subnet-0123456789abcdef0")));
    }

    private static List<Refusal> secondCreation() {
        return List.of(
                creation(
                        "A security group exists",
                        "InvalidSecurityGroup",
                        r -> r.securityGroups("sg-0123456789abcdef0")),
                creation(
                        "A tag key comes once",
                        "DuplicateTagKeys",
                        r -> r.tags(t -> t.key("a").value("1"), t -> t.key("a").value("2"))),
                rule(
                        "A balancer to the internet needs a gateway",
                        CREATE,
                        "InvalidSubnet",
                        g ->
                                g.classic()
                                        .createLoadBalancer(r ->
                                                r.loadBalancerName("web")
                                                        .subnets(g.lonelySubnet(0))
                                                        .listeners(listener("HTTP", 80, 80)))),
                rule(
                        "A name is given once with other settings",
                        CREATE,
                        "DuplicateLoadBalancerName",
                        g -> {
                            g.classic("web");
                            g.classic()
                                    .createLoadBalancer(r ->
                                            r.loadBalancerName("web")
                                                    .subnets(g.subnet(0))
                                                    .listeners(listener("HTTP", 80, 80)));
                        }));
    }

    private static List<Refusal> thirdCreation() {
        return List.of(
                rule(
                        "The number of balancers is limited",
                        CREATE,
                        "TooManyLoadBalancers",
                        g -> {
                            SecondBalancerRefusals.grant(g, "L-E9E9831D", 0);
                            g.classic("web");
                        }),
                rule(
                        "A balancer that is described is there",
                        API + "DescribeLoadBalancers.html",
                        "LoadBalancerNotFound",
                        g -> g.classic().describeLoadBalancers(r -> r.loadBalancerNames("no"))));
    }

    static Refusal added(String rule, String code, Listener... listeners) {
        return rule(
                rule,
                API + "CreateLoadBalancerListeners.html",
                code,
                g ->
                        g.classic()
                                .createLoadBalancerListeners(r ->
                                        r.loadBalancerName(g.classic("web")).listeners(listeners)));
    }

    private static List<Refusal> firstPlaces() {
        return List.of(
                rule(
                        "A balancer keeps a subnet",
                        API + "DetachLoadBalancerFromSubnets.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .detachLoadBalancerFromSubnets(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .subnets(g.subnets()))),
                rule(
                        "A balancer keeps a zone",
                        API + "DisableAvailabilityZonesForLoadBalancer.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .disableAvailabilityZonesForLoadBalancer(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .availabilityZones(
                                                                "us-east-1a", "us-east-1b"))),
                rule(
                        "A zone has one subnet",
                        API + "AttachLoadBalancerToSubnets.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .attachLoadBalancerToSubnets(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .subnets(
                                                                SecondBalancerRefusals.again(g)))));
    }

    private static List<Refusal> secondPlaces() {
        return List.of(
                rule(
                        "A subnet is in the balancer's VPC",
                        API + "AttachLoadBalancerToSubnets.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .attachLoadBalancerToSubnets(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .subnets(g.lonelySubnet(2)))),
                rule(
                        "A security group that is applied exists",
                        API + "ApplySecurityGroupsToLoadBalancer.html",
                        "InvalidSecurityGroup",
                        g ->
                                g.classic()
                                        .applySecurityGroupsToLoadBalancer(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .securityGroups("sg-0123456789abcdef0"))));
    }

    static Refusal check(String rule, Consumer<HealthCheck.Builder> change) {
        return rule(
                rule,
                CHECK,
                "ValidationError",
                g -> {
                    HealthCheck.Builder check =
                            HealthCheck.builder()
                                    .target("HTTP:80/")
                                    .interval(30)
                                    .timeout(5)
                                    .healthyThreshold(2)
                                    .unhealthyThreshold(2);
                    change.accept(check);
                    g.classic()
                            .configureHealthCheck(r ->
                                    r.loadBalancerName(g.classic("web"))
                                            .healthCheck(check.build()));
                });
    }

    private static List<Refusal> firstInstances() {
        return List.of(
                rule(
                        "An instance exists",
                        API + "RegisterInstancesWithLoadBalancer.html",
                        "InvalidInstance",
                        g ->
                                g.classic()
                                        .registerInstancesWithLoadBalancer(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .instances(i ->
                                                                i.instanceId(
                                                                        "i-0123456789abcdef0")))),
                rule(
                        "An instance is in the balancer's VPC",
                        API + "RegisterInstancesWithLoadBalancer.html",
                        "InvalidInstance",
                        g ->
                                g.classic()
                                        .registerInstancesWithLoadBalancer(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .instances(i ->
                                                                i.instanceId(
                                                                        g.instance(
                                                                                g.lonelySubnet(
                                                                                        0)))))));
    }

    private static List<Refusal> secondInstances() {
        return List.of(
                rule(
                        "An instance that is deregistered exists",
                        API + "DeregisterInstancesFromLoadBalancer.html",
                        "InvalidInstance",
                        g ->
                                g.classic()
                                        .deregisterInstancesFromLoadBalancer(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .instances(i ->
                                                                i.instanceId(
                                                                        "i-0123456789abcdef0")))),
                rule(
                        "An instance whose health is described exists",
                        API + "DescribeInstanceHealth.html",
                        "InvalidInstance",
                        g ->
                                g.classic()
                                        .describeInstanceHealth(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .instances(i ->
                                                                i.instanceId(
                                                                        "i-0123456789abcdef0")))),
                rule(
                        "The balancer of instances exists",
                        API + "DescribeInstanceHealth.html",
                        "LoadBalancerNotFound",
                        g -> g.classic().describeInstanceHealth(r -> r.loadBalancerName("no"))));
    }

    static void cookie(BalancingGround ground, String name) {
        ground.classic()
                .createLBCookieStickinessPolicy(r -> r.loadBalancerName("web").policyName(name));
    }

    static void use(BalancingGround ground, int port, String policy) {
        ground.classic()
                .setLoadBalancerPoliciesOfListener(
                        r -> r.loadBalancerName("web").loadBalancerPort(port).policyNames(policy));
    }

    private static Refusal attribute(
            String rule, String code, Consumer<LoadBalancerAttributes.Builder> change) {
        return rule(
                rule,
                API + "ModifyLoadBalancerAttributes.html",
                code,
                g ->
                        g.classic()
                                .modifyLoadBalancerAttributes(r ->
                                        r.loadBalancerName(g.classic("web"))
                                                .loadBalancerAttributes(change)));
    }

    private static List<Refusal> firstAttributes() {
        return List.of(
                attribute(
                        "An idle timeout is at least 1",
                        "ValidationError",
                        a -> a.connectionSettings(c -> c.idleTimeout(0))),
                attribute(
                        "An idle timeout is at most 4000",
                        "ValidationError",
                        a -> a.connectionSettings(c -> c.idleTimeout(4001))),
                attribute(
                        "Draining takes at most an hour",
                        "ValidationError",
                        a -> a.connectionDraining(c -> c.enabled(true).timeout(3601))),
                attribute(
                        "Access logs need a bucket",
                        CONFLICT,
                        a -> a.accessLog(c -> c.enabled(true))),
                attribute(
                        "Access logs come every 5 or 60 minutes",
                        "ValidationError",
                        a -> a.accessLog(c -> c.enabled(true).s3BucketName("b").emitInterval(7))),
                attribute(
                        "An additional attribute is known",
                        "LoadBalancerAttributeNotFound",
                        a -> a.additionalAttributes(c -> c.key("no").value("1"))),
                rule(
                        "One balancer is tagged",
                        API + "AddTags.html",
                        "ValidationError",
                        g ->
                                g.classic()
                                        .addTags(r ->
                                                r.loadBalancerNames("a", "b")
                                                        .tags(t -> t.key("k")))));
    }

    private static List<Refusal> secondAttributes() {
        return List.of(
                rule(
                        "A balancer that is tagged exists",
                        API + "AddTags.html",
                        "LoadBalancerNotFound",
                        g ->
                                g.classic()
                                        .addTags(r ->
                                                r.loadBalancerNames("a").tags(t -> t.key("k")))));
    }
}
