package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.service.balancing.TargetInstances.TargetInstance;
import dev.sila.localcloud.traffic.Circumstances;
import dev.sila.localcloud.traffic.Health;
import dev.sila.localcloud.traffic.TargetKey;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What a target group's targets depend on besides their health. */
final class TargetCircumstances implements Circumstances {
    private final Elb elb;
    private final String groupArn;

    TargetCircumstances(Elb elb, String groupArn) {
        this.elb = elb;
        this.groupArn = groupArn;
    }

    @Override
    public Optional<Health> hindrance(TargetKey target) {
        List<LoadBalancerEntry> users = elb.usersOf(groupArn);
        if (users.isEmpty()) {
            return Optional.of(Health.NOT_IN_USE);
        }
        Optional<TargetInstance> instance = instance(target);
        if (instance.isEmpty() && isAddress(target)) {
            return Optional.empty();
        }
        if (instance.isEmpty() || !instance.get().state().equals("running")) {
            String state = instance.map(TargetInstance::state).orElse("terminated");
            return Optional.of(Health.notRunning(state));
        }
        String zone = instance.get().zone();
        if (users.stream().noneMatch(user -> user.place.zones().contains(zone))) {
            return Optional.of(Health.ZONE_NOT_ENABLED);
        }
        return users.stream().noneMatch(user -> user.active)
                ? Optional.of(Health.REGISTERING)
                : Optional.empty();
    }

    /** An address need not be an instance's: then its checks simply fail. */
    private static boolean isAddress(TargetKey target) {
        return !target.id().startsWith("i-");
    }

    @Override
    public Optional<InetAddress> address(TargetKey target) {
        return instance(target).flatMap(found -> elb.instances.reach(found.id()));
    }

    @Override
    public Optional<String> zone(TargetKey target) {
        return instance(target).map(TargetInstance::zone);
    }

    private Optional<TargetInstance> instance(TargetKey target) {
        TargetGroupEntry group = elb.groups.get(groupArn);
        if (group == null) {
            return Optional.empty();
        }
        return group.model.targetType() == TargetTypeEnum.IP
                ? elb.instances.atPrivateAddress(group.model.vpcId(), target.id())
                : elb.instances.instance(target.id());
    }
}
