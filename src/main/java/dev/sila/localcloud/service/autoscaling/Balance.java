package dev.sila.localcloud.service.autoscaling;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/**
 * Brings a group back to even numbers in its zones: it launches in the emptiest zone before it ends
 * one in the fullest. Source: EC2 Auto Scaling user guide, "Rebalancing activities".
 */
final class Balance {
    private final Groups groups;
    private final Launcher launcher;

    Balance(Groups groups, Launcher launcher) {
        this.groups = groups;
        this.launcher = launcher;
    }

    /** Moves one instance, if the group is at rest and a zone has two more than another. */
    void restore(Group group) {
        boolean may = group.runs("AZRebalance") && group.runs("Launch") && group.runs("Terminate");
        boolean refreshing = group.refreshes.stream().anyMatch(Refresh::active);
        if (!may || refreshing || !group.quiet()) {
            return;
        }
        Map<String, Integer> sizes = sizes(group);
        Optional<String> emptiest =
                sizes.keySet().stream().min(Comparator.comparingInt(each -> count(sizes, each)));
        emptiest.flatMap(zone -> surplus(group, sizes, zone))
                .ifPresent(victim -> move(group, victim, emptiest.orElseThrow()));
    }

    private static int count(Map<String, Integer> sizes, String zone) {
        return sizes.getOrDefault(zone, 0);
    }

    /** How many are in each zone that takes instances now. */
    private Map<String, Integer> sizes(Group group) {
        Map<String, Integer> sizes = new HashMap<>();
        group.subnets.forEach((subnet, zone) -> {
            if (!Launcher.refused(group, subnet, groups.now())) {
                sizes.putIfAbsent(zone, 0);
            }
        });
        group.counted().forEach(each -> sizes.computeIfPresent(each.zone, (_, was) -> was + 1));
        return sizes;
    }

    /** A member of a zone that the group left, or of one that has two more than the emptiest. */
    private Optional<Member> surplus(Group group, Map<String, Integer> sizes, String emptiest) {
        List<String> zones = group.zones();
        List<Member> candidates =
                group.in(LifecycleState.IN_SERVICE).stream()
                        .filter(each -> !each.protectedFromScaleIn)
                        .filter(each ->
                                !zones.contains(each.zone)
                                        || count(sizes, each.zone) - count(sizes, emptiest) > 1)
                        .toList();
        Optional<Member> stray =
                candidates.stream().filter(each -> !zones.contains(each.zone)).findFirst();
        return stray.isPresent()
                ? stray
                : new TerminationOrder(group, groups.now()).chooseFrom(candidates, group.counted());
    }

    private void move(Group group, Member victim, String zone) {
        String cause =
                "At %s instances were launched to balance instances in zones %s with other zones resulting in more than desired number of instances in the group."
                        .formatted(groups.activities.now(), zone);
        launcher.launch(group, cause, Optional.of(zone))
                .ifPresent(member -> member.inPlaceOf = victim);
    }
}
