package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.service.elbv2.TargetGroups;
import dev.sila.localcloud.traffic.Health;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

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

    /**
     * Notes in which balancers a member is well. Source: user guide, "Verify the attachment status
     * of your load balancer".
     */
    void prove(Group group) {
        group.proven.removeIf(
                each -> !group.targetGroups.contains(each) && !group.loadBalancers.contains(each));
        List<Member> members = group.in(LifecycleState.IN_SERVICE);
        Stream.concat(group.targetGroups.stream(), group.loadBalancers.stream())
                .filter(each -> !group.proven.contains(each))
                .filter(each ->
                        members.stream()
                                .flatMap(member -> state(group, each, member).stream())
                                .anyMatch(state -> state.matches("healthy|InService")))
                .forEach(group.proven::add);
    }

    /** Whether any balancer that ever found a member well finds this one unhealthy. */
    boolean fails(Group group, Member member) {
        return group.proven.stream()
                .flatMap(each -> state(group, each, member).stream())
                .anyMatch(each -> each.matches("unhealthy|OutOfService"));
    }

    private Optional<String> state(Group group, String balancer, Member member) {
        return group.targetGroups.contains(balancer)
                ? inTargetGroup(balancer, member)
                : loadBalancers.health(balancer, member.id);
    }

    private Stream<String> states(Group group, Member member) {
        return Stream.concat(group.targetGroups.stream(), group.loadBalancers.stream())
                .flatMap(each -> state(group, each, member).stream());
    }

    Optional<String> inTargetGroup(String arn, Member member) {
        return targetGroups.health(arn, member.id).map(Health::state);
    }
}
