package dev.sila.localcloud.traffic;

import java.net.InetAddress;
import java.util.Optional;

/** What a target group knows of its targets from outside. Asked under the local cloud's lock. */
public interface Circumstances {
    /**
     * Why a target gets no requests and no checks whatever its health: its group is not in use, its
     * zone is not enabled, its instance does not run, its balancer is not active yet.
     */
    Optional<Health> hindrance(TargetKey target);

    /** Where the target is reached now. */
    Optional<InetAddress> address(TargetKey target);

    /** The zone that the target is in. */
    Optional<String> zone(TargetKey target);
}
