package dev.sila.aws.kind;

import dev.sila.aws.Clients;
import dev.sila.aws.Waiter;
import dev.sila.engine.Kind;
import java.time.Clock;
import java.util.List;

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
        return List.of(
                new RoleHandler(clients.iam(), waiter),
                new InstanceProfile.Handler(clients.iam(), waiter),
                new LaunchTemplateHandler(clients.ec2()),
                new TargetGroupHandler(clients.loadBalancing(), waiter),
                new LoadBalancerHandler(clients.loadBalancing(), clients.ec2(), waiter),
                new ListenerHandler(clients.loadBalancing()),
                new AutoScalingGroupHandler(clients.autoScaling(), clients.ec2(), waiter, clock),
                new ScalingPolicy.Handler(clients.autoScaling()),
                new AlarmHandler(clients.cloudWatch()));
    }
}
