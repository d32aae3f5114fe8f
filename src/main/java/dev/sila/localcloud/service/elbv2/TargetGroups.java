package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.traffic.Health;
import java.util.Optional;

/** What Auto Scaling does with target groups. Called under the local cloud's lock. */
public interface TargetGroups {
    boolean exists(String arn);

    /** Registers an instance on the group's own port; nothing if the group is gone. */
    void register(String arn, String instanceId);

    /** Begins the draining of an instance; nothing if it is not there. */
    void deregister(String arn, String instanceId);

    /** The health of an instance in a group; absent when it is not registered there any more. */
    Optional<Health> health(String arn, String instanceId);
}
