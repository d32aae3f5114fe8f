package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.BalancingGround.fixed;
import static dev.sila.localcloud.BalancingGround.forward;
import static dev.sila.localcloud.refusal.SecondBalancerRefusals.API;
import static dev.sila.localcloud.refusal.SecondBalancerRefusals.NOT_THERE;
import static dev.sila.localcloud.refusal.SecondBalancerRefusals.TAGS;
import static dev.sila.localcloud.refusal.SecondBalancerRefusals.attribute;
import static dev.sila.localcloud.refusal.SecondBalancerRefusals.many;
import static dev.sila.localcloud.refusal.SecondBalancerRefusals.rule;
import static dev.sila.localcloud.refusal.SecondBalancerRefusals.tag;

import java.util.ArrayList;
import java.util.List;

/** What Elastic Load Balancing v2 refuses of changes, deletions and tags. */
final class SecondBalancerChangeRefusals implements Corpus {
    @Override
    public String service() {
        return "Elastic Load Balancing v2";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(firstChanges());
        all.addAll(secondChanges());
        all.addAll(thirdChanges());
        all.addAll(fourthChanges());
        all.addAll(firstTags());
        all.addAll(secondTags());
        all.addAll(thirdTags());
        return all;
    }

    private static List<Refusal> firstChanges() {
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
                        g -> g.second().describeLoadBalancers(r -> r.marker("x"))));
    }

    private static List<Refusal> secondChanges() {
        return List.of(
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
                                                        .subnets(g.lonelySubnet(1)))));
    }

    private static List<Refusal> thirdChanges() {
        return List.of(
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
                                                        .securityGroups("sg-0123456789abcdef0"))));
    }

    private static List<Refusal> fourthChanges() {
        return List.of(
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

    private static List<Refusal> firstTags() {
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
                                                r.resourceArns(NOT_THERE).tags(tag("k", "v")))));
    }

    private static List<Refusal> secondTags() {
        return List.of(
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
                        }));
    }

    private static List<Refusal> thirdTags() {
        return List.of(
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
}
