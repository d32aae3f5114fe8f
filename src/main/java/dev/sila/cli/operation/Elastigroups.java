package dev.sila.cli.operation;

import dev.sila.aws.OutsideRosters;
import dev.sila.aws.Rosters.Roster;
import dev.sila.engine.Found;
import dev.sila.engine.Observation;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.spotinst.Elastigroup;
import dev.sila.spotinst.ElastigroupHandler;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The hosts of the groups that Spotinst keeps. */
final class Elastigroups {
    private final Cloud cloud;

    Elastigroups(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The groups of these hostclasses as they are now. */
    List<Roster> of(String environment, Set<String> hostclasses) {
        if (hostclasses.isEmpty()) {
            return List.of();
        }
        Observation world = cloud.planner().observe(new Scope(environment, Set.of()));
        return of(
                world.found(Elastigroup.class).stream()
                        .filter(each -> hostclasses.contains(part(each)))
                        .toList());
    }

    /** These groups with their hosts. */
    List<Roster> of(List<Found<Elastigroup>> groups) {
        return new OutsideRosters(cloud.clients(), ElastigroupHandler.GROUP_TAG)
                .of(groups.stream().map(Elastigroups::group).toList());
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
