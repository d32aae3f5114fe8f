package dev.sila.cli.operation;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.AutoScalingGroupHandler;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.engine.Change;
import dev.sila.engine.Found;
import dev.sila.engine.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What people should know of a plan that its changes do not say, a sentence each. */
public final class PlanNotes {
    private PlanNotes() {}

    public static List<String> of(Plan plan) {
        List<String> notes = new ArrayList<>(plan.notes());
        notes.addAll(Notifications.notes(plan));
        plan.changes().forEach(each -> noteSize(each, notes));
        Set<String> outdated = outdated(plan);
        if (!outdated.isEmpty()) {
            notes.add(
                    "Hosts that run stay as they were launched. To replace them without losing a"
                            + " request: "
                            + outdated.stream()
                                    .map(each ->
                                            "sila fleet refresh "
                                                    + each
                                                    + " --env "
                                                    + plan.scope().environment())
                                    .collect(Collectors.joining("; "))
                            + ".");
        }
        return List.copyOf(notes);
    }

    /**
     * A changed wish for a size says what the files wished before; the group may have another size,
     * by its policies, its schedule or somebody's hand.
     */
    private static void noteSize(Change<?> change, List<String> notes) {
        if (change instanceof Change.Update<?> update
                && update.wanted() instanceof AutoScalingGroup wanted
                && update.diff().has("desiredCapacity")
                && wanted.desiredCapacity() != null) {
            int size = AutoScalingGroupHandler.size(update.found());
            if (size != wanted.desiredCapacity()) {
                notes.add(
                        "%s wants %d hosts now, and %d after this."
                                .formatted(wanted.name(), size, wanted.desiredCapacity()));
            }
        }
    }

    /** The hostclasses whose launch template changes under a group that may have hosts. */
    private static Set<String> outdated(Plan plan) {
        Set<String> changing = new TreeSet<>();
        for (Change<?> each : plan.changes()) {
            if (each instanceof Change.Update<?>(Found<?> found, _, _)
                    && found.state() instanceof LaunchTemplate
                    && found.part() != null) {
                changing.add(found.part());
            }
        }
        changing.retainAll(
                plan.found().stream()
                        .filter(each ->
                                each.state() instanceof AutoScalingGroup group
                                        && !Objects.equals(group.maxSize(), 0))
                        .map(Found::part)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        return changing;
    }
}
