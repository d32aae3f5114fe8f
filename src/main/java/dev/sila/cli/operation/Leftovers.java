package dev.sila.cli.operation;

import dev.sila.aws.Rosters;
import dev.sila.aws.Rosters.Roster;
import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.engine.Found;
import dev.sila.engine.Observation;
import dev.sila.engine.Plan;
import dev.sila.engine.Restoration;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of an environment's fleet nobody needs: groups that have no host, want none and are not told
 * by a time to have any, with what hangs on them; and launch templates that no group has.
 */
public final class Leftovers {
    private final Cloud cloud;
    private final String environment;

    public Leftovers(Cloud cloud, String environment) {
        this.cloud = cloud;
        this.environment = environment;
    }

    /** Their deletion. */
    public Plan plan() {
        Observation world = cloud.planner().observe(new Scope(environment, Set.of()));
        world.start(Environments.kinds());
        Set<String> empty = empty();
        List<Found<?>> all = new ArrayList<>();
        Environments.kinds().forEach(kind -> all.addAll(world.found(kind)));
        List<Found<?>> groupless =
                Restoration.without(
                        all,
                        each ->
                                each.state() instanceof AutoScalingGroup
                                        && empty.contains(each.id()));
        List<Found<?>> rest =
                groupless.stream()
                        .filter(each ->
                                !(each.state() instanceof LaunchTemplate)
                                        || Restoration.used(each, groupless))
                        .toList();
        Set<String> parts = parts(all, rest);
        if (parts.isEmpty()) {
            // No parts at all would mean all of them: nothing is marked with an empty one.
            return cloud.planner().plan(world.of(Set.of("")), Fleets.KINDS, List.of());
        }
        List<Spec> wanted =
                rest.stream()
                        .filter(each -> each.part() != null && parts.contains(each.part()))
                        .filter(each -> Fleets.KINDS.contains(each.state().getClass()))
                        .map(each -> Restoration.named(each.state(), all))
                        .toList();
        return cloud.planner().plan(world.of(parts), Fleets.KINDS, wanted);
    }

    /** The parts that something goes of. */
    private static Set<String> parts(List<Found<?>> all, List<Found<?>> rest) {
        Set<Found<?>> staying = new HashSet<>(rest);
        Set<String> parts = new HashSet<>();
        for (Found<?> each : all) {
            String part = each.part();
            if (part != null && !staying.contains(each)) {
                parts.add(part);
            }
        }
        return parts;
    }

    private Set<String> empty() {
        Rosters rosters = new Rosters(cloud.clients());
        Set<String> timed = rosters.scheduled();
        return rosters.of(environment, Set.of()).stream()
                .filter(each -> each.members().isEmpty() && each.desired() == 0)
                .map(Roster::group)
                .filter(each -> !timed.contains(each))
                .collect(Collectors.toSet());
    }
}
