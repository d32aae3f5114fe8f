package dev.sila.localcloud.tour;

import static dev.sila.localcloud.BalancingGround.forward;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.BalancingGround;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Load balancers of v2 from their making to their end, their attributes and tags. */
final class SecondBalancerTour implements Tour {
    @Override
    public String service() {
        return "Elastic Load Balancing v2";
    }

    @Override
    public void walk(Rig rig) {
        BalancingGround ground = new BalancingGround(rig);
        ElasticLoadBalancingV2Client elb = rig.loadBalancing();
        String web = ground.balancer("web", r -> r.tags(tag("team", "shop")));
        String tcp = ground.network("tcp");
        states(rig, elb, web);
        assertThat(elb.describeLoadBalancers(r -> r.names("tcp")).loadBalancers().getFirst())
                .returns("Z26RNL4JYFTOTI", LoadBalancer::canonicalHostedZoneId)
                .returns("network", LoadBalancer::typeAsString);
        pages(elb);
        places(ground, elb, web);
        attributes(elb, web, tcp);
        tags(elb, web);
        inventory(elb);
        delete(rig, elb, web);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void states(Rig rig, ElasticLoadBalancingV2Client elb, String arn) {
        assertThat(state(elb, arn)).isEqualTo("provisioning");
        rig.pass(Duration.ofSeconds(30));
        assertThat(state(elb, arn)).isEqualTo("active");
    }

    private static String state(ElasticLoadBalancingV2Client elb, String arn) {
        return elb.describeLoadBalancers(r -> r.loadBalancerArns(arn))
                .loadBalancers()
                .getFirst()
                .state()
                .codeAsString();
    }

    private static void pages(ElasticLoadBalancingV2Client elb) {
        assertThat(elb.describeLoadBalancersPaginator(r -> r.pageSize(1)).loadBalancers())
                .extracting(LoadBalancer::loadBalancerName)
                .containsExactly("web", "tcp");
    }

    private static void places(
            BalancingGround ground, ElasticLoadBalancingV2Client elb, String arn) {
        SetSubnetsResponse moved =
                elb.setSubnets(r -> r.loadBalancerArn(arn).subnets(ground.subnets()));
        assertThat(moved.availabilityZones()).hasSize(3);
        String group =
                ground.rig()
                        .ec2()
                        .createSecurityGroup(
                                r -> r.groupName("web").description("web").vpcId(ground.vpc()))
                        .groupId();
        assertThat(
                        elb.setSecurityGroups(r -> r.loadBalancerArn(arn).securityGroups(group))
                                .securityGroupIds())
                .containsExactly(group);
        assertThat(
                        elb.setIpAddressType(r -> r.loadBalancerArn(arn).ipAddressType("ipv4"))
                                .ipAddressTypeAsString())
                .isEqualTo("ipv4");
    }

    private static void attributes(ElasticLoadBalancingV2Client elb, String web, String tcp) {
        Map<String, String> changed = new TreeMap<>();
        elb.modifyLoadBalancerAttributes(r ->
                        r.loadBalancerArn(web)
                                .attributes(
                                        a -> a.key("idle_timeout.timeout_seconds").value("120")))
                .attributes()
                .forEach(each -> changed.put(each.key(), each.value()));
        assertThat(changed)
                .containsEntry("idle_timeout.timeout_seconds", "120")
                .containsEntry("load_balancing.cross_zone.enabled", "true");
        Map<String, String> network = new TreeMap<>();
        elb.describeLoadBalancerAttributes(r -> r.loadBalancerArn(tcp))
                .attributes()
                .forEach(each -> network.put(each.key(), each.value()));
        assertThat(network)
                .containsEntry("load_balancing.cross_zone.enabled", "false")
                .doesNotContainKey("idle_timeout.timeout_seconds");
    }

    private static void tags(ElasticLoadBalancingV2Client elb, String arn) {
        elb.addTags(r -> r.resourceArns(arn).tags(tag("stage", "prod"), tag("team", "web")));
        elb.removeTags(r -> r.resourceArns(arn).tagKeys("stage"));
        assertThat(elb.describeTags(r -> r.resourceArns(arn)).tagDescriptions().getFirst().tags())
                .containsExactly(tag("team", "web"));
    }

    private static void inventory(ElasticLoadBalancingV2Client elb) {
        assertThat(elb.describeAccountLimits(r -> {}).limits())
                .anyMatch(each ->
                        each.name().equals("application-load-balancers")
                                && each.max().equals("50"));
        assertThat(elb.describeSSLPolicies(r -> r.loadBalancerType("application")).sslPolicies())
                .anyMatch(each ->
                        each.name().equals("ELBSecurityPolicy-TLS13-1-2-2021-06")
                                && each.sslProtocols().contains("TLSv1.3"));
    }

    private static void delete(Rig rig, ElasticLoadBalancingV2Client elb, String arn) {
        BalancingGround ground = new BalancingGround(rig);
        String listener = ground.listener(arn, 8090, forward(ground.group("late")));
        elb.deleteLoadBalancer(r -> r.loadBalancerArn(arn));
        elb.deleteLoadBalancer(r -> r.loadBalancerArn(arn));
        assertThat(listener).contains(":listener/app/web/");
        assertThat(elb.describeLoadBalancers(r -> {}).loadBalancers()).hasSize(1);
        rig.pass(Duration.ofMinutes(2));
        assertThat(
                        rig.ec2().describeNetworkInterfaces(r -> {}).networkInterfaces().stream()
                                .filter(each -> each.description().startsWith("ELB app/web/")))
                .isEmpty();
    }
}
