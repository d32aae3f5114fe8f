package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.traffic.Balancers;
import dev.sila.localcloud.wire.Service;
import java.util.List;

/** The service Elastic Load Balancing v2. */
public final class LoadBalancing {
    private final TargetGroups targetGroups;
    private final Service service;

    public LoadBalancing(
            Foundation foundation, Balancers traffic, Subnets subnets, TargetInstances instances) {
        Elb elb = new Elb(foundation, traffic, subnets, instances);
        Placement placement = new Placement(elb);
        Actions actions = new Actions(elb);
        TagOperations tags = new TagOperations(elb);
        targetGroups = new RegisteredInstances(elb);
        service =
                new Service(
                        "Elastic Load Balancing v2",
                        "elasticloadbalancing",
                        "2015-12-01",
                        Service.Protocol.QUERY,
                        List.of(
                                new LoadBalancerOperations(elb, placement, tags),
                                new LoadBalancerSettings(elb, placement),
                                new TargetGroupOperations(elb, tags),
                                new TargetOperations(elb),
                                new ListenerOperations(elb, actions, tags),
                                new RuleOperations(elb, actions, tags),
                                tags));
    }

    public Service service() {
        return service;
    }

    /** What Auto Scaling does with target groups. */
    public TargetGroups targetGroups() {
        return targetGroups;
    }
}
