package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.elbv2.TargetGroups;
import dev.sila.localcloud.wire.Service;
import java.util.List;

/** The service EC2 Auto Scaling. */
public final class AutoScaling {
    private final Service service;

    public AutoScaling(
            Foundation foundation, Instances instances, TargetGroups targetGroups, Alarms alarms) {
        Groups groups = new Groups(foundation, instances, targetGroups, alarms);
        Terminator terminator = new Terminator(groups);
        Keeper keeper = new Keeper(groups, new Launcher(groups), terminator);
        Scaling scaling = new Scaling(groups, keeper);
        service =
                new Service(
                        "Auto Scaling",
                        "autoscaling",
                        "2011-01-01",
                        Service.Protocol.QUERY,
                        List.of(
                                new GroupOperations(groups, keeper, terminator),
                                new CapacityOperations(groups, keeper, terminator),
                                new AttachmentOperations(groups),
                                new TagOperations(groups),
                                new PolicyOperations(groups, scaling),
                                new ProcessOperations(groups, keeper)));
    }

    public Service service() {
        return service;
    }
}
