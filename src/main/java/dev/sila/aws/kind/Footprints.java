package dev.sila.aws.kind;

import dev.sila.aws.forecast.Footprint;
import java.util.List;

/** The footprint of every kind in {@link Kinds}. */
public final class Footprints {
    private Footprints() {}

    /** All of them. */
    public static List<Footprint<?>> all() {
        return List.of(
                new DhcpOptionsFootprint(),
                new VpcFootprint(),
                new SubnetFootprint(),
                new InternetGatewayFootprint(),
                new ElasticIpFootprint(),
                new NatGatewayFootprint(),
                new VpnGatewayAttachmentFootprint(),
                new RouteTableFootprint(),
                new VpcEndpointFootprint(),
                new NetworkInterfaceFootprint(),
                new PeeringConnectionFootprint(),
                new PeeringRoutesFootprint(),
                new PeeringRulesFootprint(),
                new TopicFootprint(),
                new SubscriptionFootprint(),
                new SecurityGroupFootprint(),
                new SecurityGroupRulesFootprint(),
                new RoleFootprint(),
                new InstanceProfileFootprint(),
                new LaunchTemplateFootprint(),
                new TargetGroupFootprint(),
                new LoadBalancerFootprint(),
                new ListenerFootprint(),
                new ClassicLoadBalancerFootprint(),
                new AliasRecordFootprint(),
                new AutoScalingGroupFootprint(),
                new ScheduledActionFootprint(),
                new ScalingPolicyFootprint(),
                new AlarmFootprint(),
                new LogGroupFootprint(),
                new MetricFilterFootprint());
    }
}
