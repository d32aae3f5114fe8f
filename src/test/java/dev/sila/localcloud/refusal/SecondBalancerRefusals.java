package dev.sila.localcloud.refusal;

import dev.sila.localcloud.BalancingGround;
import dev.sila.localcloud.Quota;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** What Elastic Load Balancing v2 refuses of load balancers themselves and of tags. */
final class SecondBalancerRefusals implements Corpus {
    static final String API =
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_";
    private static final String CREATE = API + "CreateLoadBalancer.html";
    private static final String ATTRIBUTES = API + "LoadBalancerAttribute.html";
    static final String TAGS = API + "AddTags.html";
    static final String NOT_THERE =
            "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/no/0123456789abcdef";

    @Override
    public String service() {
        return "Elastic Load Balancing v2";
    }

    static Refusal rule(
            String rule, String source, String code, Consumer<BalancingGround> attempt) {
        return new Refusal(rule, source, code, rig -> attempt.accept(new BalancingGround(rig)));
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(names());
        all.addAll(firstPlaces());
        all.addAll(secondPlaces());
        all.addAll(thirdPlaces());
        all.addAll(attributes());
        return all;
    }

    private static List<Refusal> names() {
        return List.of(
                rule(
                        "A balancer needs a name",
                        CREATE,
                        "ValidationError",
                        g -> g.second().createLoadBalancer(r -> r.subnets(g.subnet(0)))),
                name("A name has at most 32 characters", "a".repeat(33)),
                name("A name has no underscore", "a_b"),
                name("A name does not begin with a hyphen", "-a"),
                name("A name does not end with a hyphen", "a-"),
                name("A name does not begin with internal-", "internal-a"),
                rule(
                        "A name is given once with other settings",
                        CREATE,
                        "DuplicateLoadBalancerName",
                        g -> {
                            g.application("a");
                            g.balancer("a", r -> r.scheme("internal"));
                        }),
                rule(
                        "A name is not shared by two types",
                        CREATE,
                        "DuplicateLoadBalancerName",
                        g -> {
                            g.application("a");
                            g.network("a");
                        }));
    }

    private static Refusal name(String rule, String name) {
        return rule(rule, CREATE, "ValidationError", g -> g.application(name));
    }

    private static List<Refusal> firstPlaces() {
        return List.of(
                rule(
                        "An application balancer needs two subnets",
                        CREATE,
                        "ValidationError",
                        g -> g.balancer("a", r -> r.subnets(g.subnet(0)))),
                rule(
                        "A balancer needs a subnet",
                        CREATE,
                        "ValidationError",
                        g -> g.second().createLoadBalancer(r -> r.name("a").type("network"))),
                rule(
                        "Two subnets are not in the same zone",
                        CREATE,
                        "InvalidConfigurationRequest",
                        g -> g.balancer("a", r -> r.subnets(g.subnet(0), again(g)))),
                rule(
                        "A subnet exists",
                        CREATE,
                        "SubnetNotFound",
                        g ->
                                g.balancer(
                                        "a",
                                        r -> r.subnets(g.subnet(0), "subnet-0123456789abcdef0"))),
                rule(
                        "All subnets are of one VPC",
                        CREATE,
                        "InvalidConfigurationRequest",
                        g -> g.balancer("a", r -> r.subnets(g.subnet(0), g.lonelySubnet(1)))),
                rule(
                        "A balancer to the internet needs a gateway",
                        CREATE,
                        "InvalidSubnet",
                        g -> g.balancer("a", r -> r.type("network").subnets(g.lonelySubnet(1)))));
    }

    private static List<Refusal> secondPlaces() {
        return List.of(
                rule(
                        "A subnet has eight free addresses",
                        CREATE,
                        "InvalidSubnet",
                        g -> g.balancer("a", r -> r.type("network").subnets(small(g)))),
                rule(
                        "Subnets and mappings are not given together",
                        CREATE,
                        "ValidationError",
                        g -> g.balancer("a", r -> r.subnetMappings(m -> m.subnetId(g.subnet(0))))),
                rule(
                        "A security group exists",
                        CREATE,
                        "InvalidSecurityGroup",
                        g -> g.balancer("a", r -> r.securityGroups("sg-0123456789abcdef0"))),
                rule(
                        "A scheme is one of two",
                        CREATE,
                        "ValidationError",
                        g -> g.balancer("a", r -> r.scheme("public"))),
                rule(
                        "A type is one of three",
                        CREATE,
                        "ValidationError",
                        g -> g.balancer("a", r -> r.type("classic"))),
                rule(
                        "Gateway balancers are not there yet",
                        CREATE,
                        "ValidationError",
                        g -> g.balancer("a", r -> r.type("gateway"))));
    }

    private static List<Refusal> thirdPlaces() {
        return List.of(
                rule(
                        "Both address families need subnets of both",
                        CREATE,
                        "InvalidSubnet",
                        g -> g.balancer("a", r -> r.ipAddressType("dualstack"))),
                rule(
                        "The number of application balancers is limited",
                        CREATE,
                        "TooManyLoadBalancers",
                        g -> {
                            grant(g, "L-53DA6B97", 1);
                            g.application("a");
                            g.application("b");
                        }),
                rule(
                        "The number of network balancers is limited",
                        CREATE,
                        "TooManyLoadBalancers",
                        g -> {
                            grant(g, "L-69A177A2", 0);
                            g.network("a");
                        }));
    }

    static void grant(BalancingGround ground, String code, int value) {
        var quotas = ground.rig().local().foundation().quotas();
        Quota quota =
                quotas.all().stream().filter(q -> q.code().equals(code)).findFirst().orElseThrow();
        quotas.grant(quota, value);
    }

    static String again(BalancingGround ground) {
        return subnet(ground, "172.31.128.0/24");
    }

    private static String small(BalancingGround ground) {
        String subnet = subnet(ground, "172.31.128.0/28");
        for (int count = 0; count < 4; count++) {
            ground.rig().ec2().createNetworkInterface(r -> r.subnetId(subnet));
        }
        return subnet;
    }

    static String subnet(BalancingGround ground, String range) {
        return ground.rig()
                .ec2()
                .createSubnet(
                        r -> r.vpcId(ground.vpc()).cidrBlock(range).availabilityZone("us-east-1a"))
                .subnet()
                .subnetId();
    }

    static void attribute(BalancingGround ground, String arn, String key, String value) {
        ground.second()
                .modifyLoadBalancerAttributes(r ->
                        r.loadBalancerArn(arn)
                                .attributes(
                                        LoadBalancerAttribute.builder()
                                                .key(key)
                                                .value(value)
                                                .build()));
    }

    private static List<Refusal> attributes() {
        return List.of(
                application("An attribute is known", "no.such.key", "1"),
                application("An idle timeout is at least 1", "idle_timeout.timeout_seconds", "0"),
                application(
                        "An idle timeout is at most 4000", "idle_timeout.timeout_seconds", "4001"),
                application("An idle timeout is a number", "idle_timeout.timeout_seconds", "long"),
                application("A switch is true or false", "deletion_protection.enabled", "yes"),
                application(
                        "Application balancers always cross zones",
                        "load_balancing.cross_zone.enabled",
                        "false"),
                application("Access logs need a bucket", "access_logs.s3.enabled", "true"),
                application(
                        "A mitigation mode is known", "routing.http.desync_mitigation_mode", "off"),
                application(
                        "A client keeps alive for 60 seconds at least",
                        "client_keep_alive.seconds",
                        "59"),
                rule(
                        "A network balancer has no idle timeout",
                        ATTRIBUTES,
                        "InvalidConfigurationRequest",
                        g -> attribute(g, g.network("a"), "idle_timeout.timeout_seconds", "70")),
                rule(
                        "An application balancer has no DNS policy",
                        ATTRIBUTES,
                        "InvalidConfigurationRequest",
                        g ->
                                attribute(
                                        g,
                                        g.application("a"),
                                        "dns_record.client_routing_policy",
                                        "any_availability_zone")));
    }

    static Refusal application(String rule, String key, String value) {
        return rule(
                rule,
                ATTRIBUTES,
                "InvalidConfigurationRequest",
                g -> attribute(g, g.application("a"), key, value));
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static List<Tag> many() {
        return java.util.stream.IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "")).toList();
    }
}
