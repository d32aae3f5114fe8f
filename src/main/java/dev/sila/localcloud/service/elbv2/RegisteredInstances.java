package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.traffic.Health;
import dev.sila.localcloud.traffic.TargetKey;
import java.util.Map;
import java.util.Optional;

/** Target groups as Auto Scaling uses them. */
final class RegisteredInstances implements TargetGroups {
    private final Elb elb;

    RegisteredInstances(Elb elb) {
        this.elb = elb;
    }

    @Override
    public boolean exists(String arn) {
        return elb.groups.containsKey(arn);
    }

    @Override
    public void register(String arn, String instanceId) {
        TargetGroupEntry group = elb.groups.get(arn);
        if (group != null) {
            group.pool.register(new TargetKey(instanceId, group.model.port()));
        }
    }

    @Override
    public void deregister(String arn, String instanceId) {
        TargetGroupEntry group = elb.groups.get(arn);
        if (group != null) {
            TargetOperations.keysOf(group, instanceId).forEach(group.pool::deregister);
        }
    }

    @Override
    public Optional<Health> health(String arn, String instanceId) {
        TargetGroupEntry group = elb.groups.get(arn);
        return group == null
                ? Optional.empty()
                : group.pool.health().entrySet().stream()
                        .filter(each -> each.getKey().id().equals(instanceId))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }
}
