package dev.sila.cli.operation;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Rounds;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.engine.Change;
import dev.sila.engine.Marks;
import dev.sila.spotinst.Elastigroup;
import dev.sila.spotinst.ElastigroupFootprint;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@link Sequences} wait for between a pipeline's sequences. */
final class SequenceRounds implements Rounds {
    /** From launch to in service: what {@link HostArrival} waits for as a rule. */
    private static final Duration SERVICE = Duration.ofMinutes(2);

    private final Fleets.Draft draft;

    SequenceRounds(Fleets.Draft draft) {
        this.draft = draft;
    }

    @Override
    public int of(Change<?> change) {
        return draft.sequences().getOrDefault(change.key(), Integer.MAX_VALUE);
    }

    @Override
    public void ended(int round, Effort effort) {
        Set<String> hostclasses =
                draft.pipeline().rows().stream()
                        .filter(each -> each.sequence() == round)
                        .map(each -> each.part())
                        .collect(Collectors.toSet());
        if (hostclasses.isEmpty()) {
            return;
        }
        List<AutoScalingGroup> groups =
                draft.plan().wanted().stream()
                        .filter(AutoScalingGroup.class::isInstance)
                        .map(AutoScalingGroup.class::cast)
                        .filter(each -> hostclasses.contains(each.tags().values().get(Marks.PART)))
                        .toList();
        effort.call("autoscaling", "DescribeAutoScalingGroups").orMore();
        effort.ec2("DescribeInstances").orMore();
        List<Elastigroup> elastigroups = elastigroups(hostclasses);
        effort.call("elasticloadbalancing", "DescribeTargetHealth")
                .times(
                        groups.stream().mapToInt(each -> each.targetGroups().size()).sum()
                                + elastigroups.stream()
                                        .mapToInt(each -> each.targetGroups().size())
                                        .sum())
                .orMore();
        effort.call("elasticloadbalancing", "DescribeInstanceHealth")
                .times(groups.stream().mapToInt(each -> each.classicLoadBalancers().size()).sum())
                .orMore();
        boolean launching =
                draft.plan().actions().stream()
                        .anyMatch(each ->
                                (each.key().type() == AutoScalingGroup.class
                                                || each.key().type() == Elastigroup.class)
                                        && of(each) == round);
        if (!elastigroups.isEmpty()) {
            ElastigroupFootprint.watching(effort);
        }
        effort.takes(launching ? SERVICE : Duration.ZERO);
    }

    private List<Elastigroup> elastigroups(Set<String> hostclasses) {
        return draft.plan().wanted().stream()
                .filter(Elastigroup.class::isInstance)
                .map(Elastigroup.class::cast)
                .filter(each -> hostclasses.contains(each.tags().values().get(Marks.PART)))
                .toList();
    }
}
