package dev.sila.cli.operation;

import dev.sila.aws.OutsideRosters;
import dev.sila.aws.Rosters.Roster;
import dev.sila.engine.Found;
import dev.sila.engine.Observation;
import dev.sila.engine.Ref;
import dev.sila.spotinst.Elastigroup;
import dev.sila.spotinst.ElastigroupHandler;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The hosts of the groups that Spotinst keeps. */
final class Elastigroups {
    private final Cloud cloud;

    Elastigroups(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The groups of these hostclasses; of all, if none is named. */
    List<Roster> of(Observation world, Set<String> hostclasses) {
        return List.copyOf(
                of(world.found(Elastigroup.class).stream()
                                .filter(each ->
                                        hostclasses.isEmpty() || hostclasses.contains(part(each)))
                                .toList())
                        .values());
    }

    /** These groups, each with its hosts. */
    Map<Found<Elastigroup>, Roster> of(List<Found<Elastigroup>> groups) {
        Iterator<Roster> rosters =
                new OutsideRosters(cloud.clients(), ElastigroupHandler.GROUP_TAG)
                        .of(groups.stream().map(Elastigroups::group).toList())
                        .iterator();
        Map<Found<Elastigroup>, Roster> paired = new LinkedHashMap<>();
        groups.forEach(each -> paired.put(each, rosters.next()));
        return paired;
    }

    private static OutsideRosters.Group group(Found<Elastigroup> found) {
        Elastigroup state = found.state();
        return new OutsideRosters.Group(
                found.id(),
                state.name(),
                part(found),
                Objects.requireNonNullElse(state.minSize(), 0),
                ElastigroupHandler.target(found),
                Objects.requireNonNullElse(state.maxSize(), 0),
                state.targetGroups().stream().map(Ref::name).collect(Collectors.toSet()));
    }

    private static String part(Found<?> found) {
        return Objects.requireNonNullElse(found.part(), "");
    }
}
