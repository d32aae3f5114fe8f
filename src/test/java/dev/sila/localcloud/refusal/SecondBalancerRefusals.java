package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.BalancingGround.fixed;
import static dev.sila.localcloud.BalancingGround.forward;

import dev.sila.localcloud.BalancingGround;
import dev.sila.localcloud.Quota;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** What Elastic Load Balancing v2 refuses of load balancers themselves and of tags. */
final class SecondBalancerRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_";
    private static final String CREATE = API + "CreateLoadBalancer.html";
    private static final String ATTRIBUTES = API + "LoadBalancerAttribute.html";
    private static final String TAGS = API + "AddTags.html";
    private static final String NOT_THERE =
            "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/no/0123456789abcdef";

    @Override
    public String service() {
        return "Elastic Load Balancing v2";
    }

    private static Refusal rule(
            String rule, String source, String code, Consumer<BalancingGround> attempt) {
        return new Refusal(rule, source, code, rig -> attempt.accept(new BalancingGround(rig)));
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(names());
        all.addAll(places());
        all.addAll(changes());
        all.addAll(attributes());
        all.addAll(tags());
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

    private static List<Refusal> places() {
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
                        g -> g.balancer("a", r -> r.type("network").subnets(g.lonelySubnet(1)))),
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
                        g -> g.balancer("a", r -> r.type("gateway"))),
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

    private static String subnet(BalancingGround ground, String range) {
        return ground.rig()
                .ec2()
                .createSubnet(
                        r -> r.vpcId(ground.vpc()).cidrBlock(range).availabilityZone("us-east-1a"))
                .subnet()
                .subnetId();
    }

    private static List<Refusal> changes() {
        return List.of(
                rule(
                        "What is not an ARN of a balancer is refused as such",
                        API + "DescribeLoadBalancers.html",
                        "ValidationError",
                        g -> g.second().describeLoadBalancers(r -> r.loadBalancerArns("x"))),
                rule(
                        "A balancer is there, by ARN",
                        API + "DescribeLoadBalancers.html",
                        "LoadBalancerNotFound",
                        g -> g.second().describeLoadBalancers(r -> r.loadBalancerArns(NOT_THERE))),
                rule(
                        "A balancer is there, by name",
                        API + "DescribeLoadBalancers.html",
                        "LoadBalancerNotFound",
                        g -> g.second().describeLoadBalancers(r -> r.names("no"))),
                rule(
                        "A page has at most 400",
                        API + "DescribeLoadBalancers.html",
                        "ValidationError",
                        g -> g.second().describeLoadBalancers(r -> r.pageSize(401))),
                rule(
                        "A marker is one of ours",
                        API + "DescribeLoadBalancers.html",
                        "ValidationError",
                        g -> g.second().describeLoadBalancers(r -> r.marker("x"))),
                rule(
                        "A protected balancer is not deleted",
                        API + "DeleteLoadBalancer.html",
                        "OperationNotPermitted",
                        g -> {
                            String arn = g.application("a");
                            attribute(g, arn, "deletion_protection.enabled", "true");
                            g.second().deleteLoadBalancer(r -> r.loadBalancerArn(arn));
                        }),
                rule(
                        "An application balancer keeps two subnets",
                        API + "SetSubnets.html",
                        "ValidationError",
                        g ->
                                g.second()
                                        .setSubnets(r ->
                                                r.loadBalancerArn(g.application("a"))
                                                        .subnets(g.subnet(0)))),
                rule(
                        "A balancer stays in its VPC",
                        API + "SetSubnets.html",
                        "InvalidConfigurationRequest",
                        g ->
                                g.second()
                                        .setSubnets(r ->
                                                r.loadBalancerArn(g.network("a"))
                                                        .subnets(g.lonelySubnet(1)))),
                rule(
                        "A balancer keeps a security group",
                        API + "SetSecurityGroups.html",
                        "ValidationError",
                        g ->
                                g.second()
                                        .setSecurityGroups(
                                                r -> r.loadBalancerArn(g.application("a")))),
                rule(
                        "A security group that is set exists",
                        API + "SetSecurityGroups.html",
                        "InvalidSecurityGroup",
                        g ->
                                g.second()
                                        .setSecurityGroups(r ->
                                                r.loadBalancerArn(g.application("a"))
                                                        .securityGroups("sg-0123456789abcdef0"))),
                rule(
                        "A network balancer without groups gets none",
                        API + "SetSecurityGroups.html",
                        "InvalidConfigurationRequest",
                        g ->
                                g.second()
                                        .setSecurityGroups(r ->
                                                r.loadBalancerArn(g.network("a"))
                                                        .securityGroups("sg-0123456789abcdef0"))),
                rule(
                        "An address type needs its subnets",
                        API + "SetIpAddressType.html",
                        "InvalidSubnet",
                        g ->
                                g.second()
                                        .setIpAddressType(r ->
                                                r.loadBalancerArn(g.application("a"))
                                                        .ipAddressType("dualstack"))),
                rule(
                        "An address type is one of AWS's",
                        API + "SetIpAddressType.html",
                        "ValidationError",
                        g ->
                                g.second()
                                        .setIpAddressType(r ->
                                                r.loadBalancerArn(g.application("a"))
                                                        .ipAddressType("ipv5"))));
    }

    private static void attribute(BalancingGround ground, String arn, String key, String value) {
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

    private static Refusal application(String rule, String key, String value) {
        return rule(
                rule,
                ATTRIBUTES,
                "InvalidConfigurationRequest",
                g -> attribute(g, g.application("a"), key, value));
    }

    private static List<Refusal> tags() {
        return List.of(
                rule(
                        "A tag key comes once",
                        TAGS,
                        "DuplicateTagKeys",
                        g -> g.balancer("a", r -> r.tags(tag("k", "1"), tag("k", "2")))),
                rule(
                        "A tag key does not begin with aws:",
                        TAGS,
                        "ValidationError",
                        g -> g.balancer("a", r -> r.tags(tag("aws:k", "1")))),
                rule(
                        "A tag value has at most 256 characters",
                        TAGS,
                        "ValidationError",
                        g -> g.balancer("a", r -> r.tags(tag("k", "v".repeat(257))))),
                rule(
                        "A resource has at most 50 tags",
                        TAGS,
                        "TooManyTags",
                        g ->
                                g.second()
                                        .addTags(r ->
                                                r.resourceArns(g.application("a")).tags(many()))),
                rule(
                        "What is tagged exists",
                        TAGS,
                        "LoadBalancerNotFound",
                        g ->
                                g.second()
                                        .addTags(r ->
                                                r.resourceArns(NOT_THERE).tags(tag("k", "v")))),
                rule(
                        "A listener that is tagged exists",
                        TAGS,
                        "ListenerNotFound",
                        g ->
                                g.second()
                                        .addTags(r ->
                                                r.resourceArns(
                                                                NOT_THERE.replace(
                                                                                "loadbalancer",
                                                                                "listener")
                                                                        + "/0123456789abcdef")
                                                        .tags(tag("k", "v")))),
                rule(
                        "At most 20 resources are described",
                        API + "DescribeTags.html",
                        "ValidationError",
                        g ->
                                g.second()
                                        .describeTags(r ->
                                                r.resourceArns(
                                                        java.util.Collections.nCopies(
                                                                21, NOT_THERE)))),
                rule(
                        "A target group in use is not deleted",
                        API + "DeleteTargetGroup.html",
                        "ResourceInUse",
                        g -> {
                            String group = g.group("g");
                            g.listener(g.application("a"), 8080, forward(group));
                            g.second().deleteTargetGroup(r -> r.targetGroupArn(group));
                        }),
                rule(
                        "A target group that a rule uses is not deleted",
                        API + "DeleteTargetGroup.html",
                        "ResourceInUse",
                        g -> {
                            String group = g.group("g");
                            String listener =
                                    g.listener(g.application("a"), 8080, fixed("200", ""));
                            g.second()
                                    .createRule(r ->
                                            r.listenerArn(listener)
                                                    .priority(1)
                                                    .conditions(c ->
                                                            c.field("path-pattern").values("/a"))
                                                    .actions(forward(group)));
                            g.second().deleteTargetGroup(r -> r.targetGroupArn(group));
                        }));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static List<Tag> many() {
        return java.util.stream.IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "")).toList();
    }
}
