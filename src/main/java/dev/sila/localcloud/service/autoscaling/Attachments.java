package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.service.elbv2.TargetGroups;
import dev.sila.localcloud.traffic.Health;
import java.util.Optional;
import java.util.stream.Stream;

/** The load balancers that a group's instances are in: classic ones and target groups. */
final class Attachments {
    final TargetGroups targetGroups;
    final ClassicLoadBalancers loadBalancers;

    Attachments(TargetGroups targetGroups, ClassicLoadBalancers loadBalancers) {
        this.targetGroups = targetGroups;
        this.loadBalancers = loadBalancers;
    }

    void register(Group group, Member member) {
        group.targetGroups.forEach(arn -> targetGroups.register(arn, member.id));
        group.loadBalancers.forEach(name -> loadBalancers.register(name, member.id));
    }

    /** Begins to drain a member everywhere. */
    void deregister(Group group, Member member) {
        group.targetGroups.forEach(arn -> targetGroups.deregister(arn, member.id));
        group.loadBalancers.forEach(name -> loadBalancers.deregister(name, member.id));
    }

    /** Whether a member is out of all balancers. */
    boolean drained(Group group, Member member) {
        return states(group, member).findAny().isEmpty();
    }

    /** Whether any balancer finds a member unhealthy. */
    boolean fails(Group group, Member member) {
        return states(group, member).anyMatch(each -> each.matches("unhealthy|OutOfService"));
    }

    private Stream<String> states(Group group, Member member) {
        return Stream.concat(
                        group.targetGroups.stream().map(arn -> inTargetGroup(arn, member)),
                        group.loadBalancers.stream()
                                .map(name -> loadBalancers.health(name, member.id)))
                .flatMap(Optional::stream);
    }

    Optional<String> inTargetGroup(String arn, Member member) {
        return targetGroups.health(arn, member.id).map(Health::state);
    }
}
