package dev.sila.aws.kind;

import dev.sila.aws.Clients;
import dev.sila.aws.Waiter;
import dev.sila.engine.Kind;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The list of all kinds of AWS resources that Sila keeps. */
public final class Kinds {
    private Kinds() {}

    /**
     * Every kind, over these clients.
     *
     * @param waiter tells what is waited for
     * @param clock gives autoscaling groups their names
     */
    public static List<Kind<?>> all(Clients clients, Waiter waiter, Clock clock) {
        Ec2Client ec2 = clients.ec2();
        return List.of(
                new DhcpOptions.Handler(ec2, waiter),
                new Vpc.Handler(ec2, waiter),
                new Subnet.Handler(ec2, waiter),
                new InternetGateway.Handler(ec2, waiter),
                new ElasticIp.Handler(ec2, waiter),
                new NatGatewayHandler(ec2, waiter),
                new VpnGatewayAttachment.Handler(ec2, waiter),
                new RouteTable.Handler(ec2, waiter),
                new VpcEndpointHandler(ec2, waiter),
                new SecurityGroup.Handler(ec2, waiter),
                new SecurityGroupRules.Handler(ec2, waiter),
                new NetworkInterfaceHandler(ec2, waiter),
                new Topic.Handler(clients.sns()),
                new Subscription.Handler(clients.sns(), waiter),
                new PeeringConnectionHandler(ec2, waiter),
                new PeeringRoutesHandler(ec2, waiter),
                new PeeringRulesHandler(ec2, waiter),
                new RoleHandler(clients.iam(), waiter),
                new InstanceProfile.Handler(clients.iam(), waiter),
                new LaunchTemplateHandler(ec2),
                new TargetGroupHandler(clients.loadBalancing(), waiter),
                new LoadBalancerHandler(clients.loadBalancing(), ec2, waiter),
                new ListenerHandler(clients.loadBalancing()),
                new ClassicLoadBalancerHandler(clients.classicLoadBalancing(), ec2, waiter),
                new AliasRecord.Handler(
                        clients.route53(), clients.loadBalancing(), clients.classicLoadBalancing()),
                new AutoScalingGroupHandler(clients.autoScaling(), ec2, waiter, clock),
                new ScheduledAction.Handler(clients.autoScaling()),
                new ScalingPolicyHandler(clients.autoScaling()),
                new AlarmHandler(clients.cloudWatch()),
                new LogGroupHandler(clients.logs()),
                new MetricFilterHandler(clients.logs()));
    }
}
