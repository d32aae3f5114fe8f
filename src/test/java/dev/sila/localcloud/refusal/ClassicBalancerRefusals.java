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
    private static final String API =
            "https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_";
    private static final String CREATE = API + "CreateLoadBalancer.html";
    private static final String CHECK = API + "HealthCheck.html";
    private static final String CERTIFICATE = "arn:aws:iam::000000000000:server-certificate/no";
    private static final String CONFLICT = "InvalidConfigurationRequest";

    @Override
    public String service() {
        return "Elastic Load Balancing";
    }

    private static Refusal rule(
            String rule, String source, String code, Consumer<BalancingGround> attempt) {
        return new Refusal(rule, source, code, rig -> attempt.accept(new BalancingGround(rig)));
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(creation());
        all.addAll(listeners());
        all.addAll(places());
        all.addAll(checks());
        all.addAll(instances());
        all.addAll(policies());
        all.addAll(attributes());
        return all;
    }

    private static Listener listener(String protocol, int port, int instancePort) {
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

    private static List<Refusal> creation() {
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
                        r -> r.availabilityZones(List.of()).subnets("subnet-0123456789abcdef0")),
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
                        }),
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

    private static Refusal added(String rule, String code, Listener... listeners) {
        return rule(
                rule,
                API + "CreateLoadBalancerListeners.html",
                code,
                g ->
                        g.classic()
                                .createLoadBalancerListeners(r ->
                                        r.loadBalancerName(g.classic("web")).listeners(listeners)));
    }

    private static List<Refusal> listeners() {
        return List.of(
                added("A protocol is known", "UnsupportedProtocol", listener("SPDY", 80, 80)),
                added("A balancer's port is a port", "ValidationError", listener("HTTP", 0, 80)),
                added(
                        "An instance's port is a port",
                        "ValidationError",
                        listener("HTTP", 80, 65_536)),
                added("A port is used once", "DuplicateListener", listener("TCP", 8088, 8080)),
                added(
                        "A secure listener needs a certificate",
                        "ValidationError",
                        listener("HTTPS", 443, 80)),
                added(
                        "A certificate exists",
                        "CertificateNotFound",
                        listener("HTTPS", 443, 80).toBuilder()
                                .sslCertificateId(CERTIFICATE)
                                .build()),
                added(
                        "A plain listener has no certificate",
                        "ValidationError",
                        listener("HTTP", 80, 80).toBuilder().sslCertificateId(CERTIFICATE).build()),
                added(
                        "Both protocols are of one layer",
                        CONFLICT,
                        listener("HTTP", 80, 80).toBuilder().instanceProtocol("TCP").build()),
                added(
                        "A port of instances is secure for all or none",
                        CONFLICT,
                        listener("TCP", 81, 8080).toBuilder().instanceProtocol("SSL").build()),
                rule(
                        "The certificate of a plain listener is not set",
                        API + "SetLoadBalancerListenerSSLCertificate.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .setLoadBalancerListenerSSLCertificate(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .loadBalancerPort(8088)
                                                        .sslCertificateId(CERTIFICATE))),
                rule(
                        "A listener whose certificate is set is there",
                        API + "SetLoadBalancerListenerSSLCertificate.html",
                        "ListenerNotFound",
                        g ->
                                g.classic()
                                        .setLoadBalancerListenerSSLCertificate(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .loadBalancerPort(1)
                                                        .sslCertificateId(CERTIFICATE))));
    }

    private static List<Refusal> places() {
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
                                                        .subnets(SecondBalancerRefusals.again(g)))),
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

    private static Refusal check(String rule, Consumer<HealthCheck.Builder> change) {
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

    private static List<Refusal> checks() {
        return List.of(
                check("A check has a target", c -> c.target(null)),
                check("A check by HTTP has a path", c -> c.target("HTTP:80")),
                check("A check by TCP has no path", c -> c.target("TCP:80/a")),
                check("A check has a known protocol", c -> c.target("UDP:80")),
                check("A check's port is a port", c -> c.target("TCP:65536")),
                check(
                        "A check's target has at most 1024 characters",
                        c -> c.target("HTTP:80/" + "a".repeat(1017))),
                check("A check's interval is at least 5", c -> c.interval(4)),
                check(
                        "A check's timeout is less than its interval",
                        c -> c.interval(10).timeout(10)),
                check("A threshold is at least 2", c -> c.healthyThreshold(1)),
                check("A threshold is at most 10", c -> c.unhealthyThreshold(11)));
    }

    private static List<Refusal> instances() {
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
                                                                                        0)))))),
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

    private static void cookie(BalancingGround ground, String name) {
        ground.classic()
                .createLBCookieStickinessPolicy(r -> r.loadBalancerName("web").policyName(name));
    }

    private static void use(BalancingGround ground, int port, String policy) {
        ground.classic()
                .setLoadBalancerPoliciesOfListener(
                        r -> r.loadBalancerName("web").loadBalancerPort(port).policyNames(policy));
    }

    private static List<Refusal> policies() {
        return List.of(
                rule(
                        "A policy's name is free",
                        API + "CreateLBCookieStickinessPolicy.html",
                        "DuplicatePolicyName",
                        g -> {
                            g.classic("web");
                            cookie(g, "a");
                            cookie(g, "a");
                        }),
                rule(
                        "A policy's name has no space",
                        API + "CreateLBCookieStickinessPolicy.html",
                        "ValidationError",
                        g -> {
                            g.classic("web");
                            cookie(g, "a b");
                        }),
                rule(
                        "A policy's type is known",
                        API + "CreateLoadBalancerPolicy.html",
                        "PolicyTypeNotFound",
                        g ->
                                g.classic()
                                        .createLoadBalancerPolicy(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .policyName("a")
                                                        .policyTypeName("No"))),
                rule(
                        "A policy's attribute is of its type",
                        API + "CreateLoadBalancerPolicy.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .createLoadBalancerPolicy(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .policyName("a")
                                                        .policyTypeName("ProxyProtocolPolicyType")
                                                        .policyAttributes(a ->
                                                                a.attributeName("No")
                                                                        .attributeValue("1")))),
                rule(
                        "A policy's attribute takes its values",
                        API + "CreateLoadBalancerPolicy.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .createLoadBalancerPolicy(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .policyName("a")
                                                        .policyTypeName("ProxyProtocolPolicyType")
                                                        .policyAttributes(a ->
                                                                a.attributeName("ProxyProtocol")
                                                                        .attributeValue("1")))),
                rule(
                        "A policy that is used exists",
                        API + "SetLoadBalancerPoliciesOfListener.html",
                        "PolicyNotFound",
                        g -> {
                            g.classic("web");
                            use(g, 8088, "no");
                        }),
                rule(
                        "A policy in use is not deleted",
                        API + "DeleteLoadBalancerPolicy.html",
                        CONFLICT,
                        g -> {
                            g.classic("web");
                            cookie(g, "a");
                            use(g, 8088, "a");
                            g.classic()
                                    .deleteLoadBalancerPolicy(
                                            r -> r.loadBalancerName("web").policyName("a"));
                        }),
                rule(
                        "TCP is not sticky by cookie",
                        API + "SetLoadBalancerPoliciesOfListener.html",
                        CONFLICT,
                        g -> {
                            g.classic("web");
                            g.classic()
                                    .createLoadBalancerListeners(r ->
                                            r.loadBalancerName("web")
                                                    .listeners(listener("TCP", 81, 81)));
                            cookie(g, "a");
                            use(g, 81, "a");
                        }),
                rule(
                        "A plain listener has no TLS policy",
                        API + "SetLoadBalancerPoliciesOfListener.html",
                        CONFLICT,
                        g -> {
                            g.classic("web");
                            use(g, 8088, "ELBSecurityPolicy-2016-08");
                        }),
                rule(
                        "A port of instances that gets a policy is used",
                        API + "SetLoadBalancerPoliciesForBackendServer.html",
                        CONFLICT,
                        g ->
                                g.classic()
                                        .setLoadBalancerPoliciesForBackendServer(r ->
                                                r.loadBalancerName(g.classic("web"))
                                                        .instancePort(1)
                                                        .policyNames("a"))));
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

    private static List<Refusal> attributes() {
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
                                                        .tags(t -> t.key("k")))),
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
