package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.BalancingGround;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;

/** Classic balancers: places, instances through all states, attributes and tags. */
final class ClassicBalancerTour implements Tour {
    @Override
    public String service() {
        return "Elastic Load Balancing";
    }

    @Override
    public void walk(Rig rig) {
        BalancingGround ground = new BalancingGround(rig);
        ElasticLoadBalancingClient elb = rig.classicBalancing();
        ground.classic("web");
        assertThat(description(elb))
                .returns("Z35SXDOTRQ7X7K", LoadBalancerDescription::canonicalHostedZoneNameID)
                .returns("internet-facing", LoadBalancerDescription::scheme)
                .returns("TCP:8080", each -> each.healthCheck().target());
        places(ground, elb);
        instances(ground, elb);
        attributes(elb);
        tags(elb);
        assertThat(elb.describeAccountLimits(r -> {}).limits())
                .anyMatch(each -> each.name().equals("classic-load-balancers"));
        elb.deleteLoadBalancer(r -> r.loadBalancerName("web"));
        elb.deleteLoadBalancer(r -> r.loadBalancerName("web"));
        assertThat(elb.describeLoadBalancers(r -> {}).loadBalancerDescriptions()).isEmpty();
    }

    private static LoadBalancerDescription description(ElasticLoadBalancingClient elb) {
        return elb.describeLoadBalancers(r -> r.loadBalancerNames("web"))
                .loadBalancerDescriptions()
                .getFirst();
    }

    private static void places(BalancingGround ground, ElasticLoadBalancingClient elb) {
        String third = ground.subnet(2);
        assertThat(
                        elb.attachLoadBalancerToSubnets(
                                        r -> r.loadBalancerName("web").subnets(third))
                                .subnets())
                .hasSize(3);
        assertThat(
                        elb.detachLoadBalancerFromSubnets(
                                        r -> r.loadBalancerName("web").subnets(third))
                                .subnets())
                .hasSize(2);
        assertThat(
                        elb.enableAvailabilityZonesForLoadBalancer(r ->
                                        r.loadBalancerName("web").availabilityZones("us-east-1c"))
                                .availabilityZones())
                .containsExactly("us-east-1a", "us-east-1b", "us-east-1c");
        assertThat(
                        elb.disableAvailabilityZonesForLoadBalancer(r ->
                                        r.loadBalancerName("web").availabilityZones("us-east-1c"))
                                .availabilityZones())
                .containsExactly("us-east-1a", "us-east-1b");
        String group =
                ground.rig()
                        .ec2()
                        .createSecurityGroup(
                                r -> r.groupName("web").description("web").vpcId(ground.vpc()))
                        .groupId();
        elb.applySecurityGroupsToLoadBalancer(r -> r.loadBalancerName("web").securityGroups(group));
        assertThat(description(elb).sourceSecurityGroup().groupName()).isEqualTo("web");
    }

    private static InstanceState state(ElasticLoadBalancingClient elb, String id) {
        return elb.describeInstanceHealth(
                        r -> r.loadBalancerName("web").instances(i -> i.instanceId(id)))
                .instanceStates()
                .getFirst();
    }

    private static void instances(BalancingGround ground, ElasticLoadBalancingClient elb) {
        elb.configureHealthCheck(r ->
                r.loadBalancerName("web")
                        .healthCheck(h ->
                                h.target("HTTP:8080/health")
                                        .interval(10)
                                        .timeout(5)
                                        .healthyThreshold(2)
                                        .unhealthyThreshold(2)));
        String id = ground.instance(0);
        assertThat(state(elb, id).description()).contains("not currently registered");
        assertThat(
                        elb.registerInstancesWithLoadBalancer(r ->
                                        r.loadBalancerName("web").instances(i -> i.instanceId(id)))
                                .instances())
                .extracting(Instance::instanceId)
                .containsExactly(id);
        assertThat(state(elb, id))
                .returns("OutOfService", InstanceState::state)
                .returns("ELB", InstanceState::reasonCode);
        ground.until(() -> state(elb, id).state().equals("InService"));
        elb.modifyLoadBalancerAttributes(r ->
                r.loadBalancerName("web")
                        .loadBalancerAttributes(
                                a -> a.connectionDraining(c -> c.enabled(true).timeout(30))));
        elb.deregisterInstancesFromLoadBalancer(
                r -> r.loadBalancerName("web").instances(i -> i.instanceId(id)));
        assertThat(state(elb, id).description())
                .isEqualTo("Instance deregistration currently in progress.");
        ground.rig().pass(Duration.ofSeconds(31));
        assertThat(state(elb, id).state()).isEqualTo("OutOfService");
        assertThat(description(elb).instances()).isEmpty();
    }

    private static void attributes(ElasticLoadBalancingClient elb) {
        elb.modifyLoadBalancerAttributes(r ->
                r.loadBalancerName("web")
                        .loadBalancerAttributes(a ->
                                a.crossZoneLoadBalancing(c -> c.enabled(true))
                                        .connectionSettings(c -> c.idleTimeout(90))));
        assertThat(
                        elb.describeLoadBalancerAttributes(r -> r.loadBalancerName("web"))
                                .loadBalancerAttributes())
                .returns(true, each -> each.crossZoneLoadBalancing().enabled())
                .returns(90, each -> each.connectionSettings().idleTimeout())
                .returns(true, each -> each.connectionDraining().enabled());
    }

    private static void tags(ElasticLoadBalancingClient elb) {
        elb.addTags(r ->
                r.loadBalancerNames("web")
                        .tags(t -> t.key("team").value("shop"), t -> t.key("stage").value("prod")));
        elb.removeTags(r -> r.loadBalancerNames("web").tags(t -> t.key("stage")));
        assertThat(
                        elb.describeTags(r -> r.loadBalancerNames("web"))
                                .tagDescriptions()
                                .getFirst()
                                .tags())
                .singleElement()
                .matches(each -> each.key().equals("team") && each.value().equals("shop"));
    }
}
