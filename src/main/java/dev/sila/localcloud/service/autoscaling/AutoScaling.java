package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.elbv2.TargetGroups;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The service EC2 Auto Scaling. */
public final class AutoScaling {
    private final Groups groups;
    private final Service service;

    public AutoScaling(
            Foundation foundation,
            Instances instances,
            TargetGroups targetGroups,
            ClassicLoadBalancers loadBalancers,
            Alarms alarms) {
        foundation.quotas().register(Limits.all());
        groups =
                new Groups(
                        foundation,
                        instances,
                        new Attachments(targetGroups, loadBalancers),
                        alarms);
        Hooks hooks = new Hooks(groups);
        Terminator terminator = new Terminator(groups, hooks);
        Arrivals arrivals = new Arrivals(groups, hooks, terminator);
        Launcher launcher = new Launcher(groups, arrivals);
        Keeper keeper = new Keeper(groups, launcher, arrivals, terminator);
        RefreshRunner refreshes =
                new RefreshRunner(groups, new Replacement(groups, launcher, terminator));
        keeper.alsoTend(refreshes);
        PolicyOperations policies = new PolicyOperations(groups, new Scaling(groups, keeper));
        service =
                new Service(
                        "Auto Scaling",
                        "autoscaling",
                        "2011-01-01",
                        Service.Protocol.QUERY,
                        List.of(
                                new GroupOperations(groups, keeper, terminator, policies),
                                new CapacityOperations(groups, keeper, terminator),
                                new MembershipOperations(groups, keeper, arrivals, terminator),
                                new AttachmentOperations(groups),
                                new HookOperations(groups, Optional.of(hooks)),
                                new TagOperations(groups),
                                policies,
                                new ScheduleOperations(groups, new Schedule(groups, keeper)),
                                new RefreshOperations(groups, keeper, refreshes),
                                new NotificationOperations(groups),
                                new MetricOperations(groups),
                                new LaunchConfigurationOperations(groups),
                                new CatalogueOperations(groups),
                                new ProcessOperations(groups, keeper)));
    }

    public Service service() {
        return service;
    }

    /**
     * The tags of a group; none if there is no such group.
     *
     * @param arn ends with the group's name
     */
    public Map<String, String> tags(String arn) {
        Map<String, String> tags = new TreeMap<>();
        Group group = groups.all.get(arn.substring(arn.lastIndexOf('/') + 1));
        if (group != null) {
            group.tags.values().forEach(each -> tags.put(each.key(), each.value()));
        }
        return tags;
    }
}
