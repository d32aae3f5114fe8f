package dev.sila.cli.operation;

import dev.sila.aws.Rosters;
import dev.sila.aws.Rosters.Member;
import dev.sila.aws.Rosters.Roster;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.engine.Attr;
import dev.sila.engine.Found;
import dev.sila.engine.Observation;
import dev.sila.engine.Scope;
import dev.sila.spotinst.Elastigroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What runs in an environment, as it is; needs no files. */
public final class FleetView {
    private final Cloud cloud;
    private final String environment;
    private final Observation world;

    public FleetView(Cloud cloud, String environment) {
        this.cloud = cloud;
        this.environment = environment;
        this.world = cloud.planner().observe(new Scope(environment, Set.of()));
    }

    /** Every hostclass that has a group or a launch template, by name. */
    public List<FleetRow> rows() {
        world.start(List.of(LaunchTemplate.class, Elastigroup.class));
        Map<String, Found<LaunchTemplate>> templates = new LinkedHashMap<>();
        List<Roster> rosters = grouped(Set.of());
        world.found(LaunchTemplate.class).forEach(each -> templates.put(part(each), each));
        Map<Found<Elastigroup>, Roster> elastigroups =
                new Elastigroups(cloud).of(world.found(Elastigroup.class));
        Set<String> names = new TreeSet<>(templates.keySet());
        Stream.of(rosters, elastigroups.values())
                .flatMap(Collection::stream)
                .forEach(each -> names.add(each.hostclass()));
        List<FleetRow> rows = new ArrayList<>();
        for (String name : names) {
            int before = rows.size();
            rosters.stream()
                    .filter(each -> each.hostclass().equals(name))
                    .forEach(each -> rows.add(row(name, each, templates.get(name))));
            elastigroups.forEach((group, roster) -> {
                if (roster.hostclass().equals(name)) {
                    rows.add(row(roster, group.state()));
                }
            });
            if (rows.size() == before) {
                rows.add(row(name, null, templates.get(name)));
            }
        }
        return rows;
    }

    /** The groups of these hostclasses, whoever keeps them; of all, if none is named. */
    public List<Roster> rosters(Set<String> hostclasses) {
        List<Roster> all = new ArrayList<>(grouped(hostclasses));
        all.addAll(new Elastigroups(cloud).of(world, hostclasses));
        return all;
    }

    /** Those that Auto Scaling keeps. */
    private List<Roster> grouped(Set<String> hostclasses) {
        return new Rosters(cloud.clients()).of(environment, hostclasses);
    }

    private static FleetRow row(Roster roster, Elastigroup group) {
        return new FleetRow(
                roster.hostclass(),
                roster.group(),
                null,
                group.imageId(),
                String.join(":", group.instanceTypes()),
                roster.min(),
                roster.desired(),
                roster.max(),
                roster.members().size(),
                roster.serving().size(),
                0,
                true);
    }

    private static String part(Found<?> found) {
        String part = found.part();
        return part == null ? "" : part;
    }

    private static FleetRow row(
            String hostclass, @Nullable Roster roster, @Nullable Found<LaunchTemplate> template) {
        String version = template == null ? "" : version(template);
        Set<Member> outdated = new HashSet<>();
        if (roster != null) {
            roster.members().stream()
                    .filter(each -> each.stays() && !each.templateVersion().equals(version))
                    .forEach(outdated::add);
        }
        return new FleetRow(
                hostclass,
                roster == null ? null : roster.group(),
                template == null ? null : template.state().name(),
                template == null ? null : template.state().imageId(),
                template == null ? null : template.state().instanceType(),
                roster == null ? 0 : roster.min(),
                roster == null ? 0 : roster.desired(),
                roster == null ? 0 : roster.max(),
                roster == null ? 0 : roster.members().size(),
                roster == null ? 0 : roster.serving().size(),
                outdated.size(),
                false);
    }

    private static String version(Found<LaunchTemplate> template) {
        return template.attrs().getOrDefault(new Attr("version"), "");
    }
}
