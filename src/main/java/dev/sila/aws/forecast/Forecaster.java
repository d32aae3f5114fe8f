package dev.sila.aws.forecast;

import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Key;
import dev.sila.engine.Plan;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Stages;
import dev.sila.engine.WorkOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Foretells what a plan asks of AWS, from what each kind says of itself. */
public final class Forecaster {
    private final Map<Class<? extends Spec>, Footprint<?>> footprints = new HashMap<>();

    /**
     * @param footprints those of every kind
     */
    public Forecaster(Collection<? extends Footprint<?>> footprints) {
        footprints.forEach(each -> this.footprints.put(each.type(), each));
    }

    /** Some work that takes its time once others are done. */
    record Job(String name, Effort effort, Set<Integer> after) {}

    /**
     * What applying it asks for.
     *
     * @param tasks its work, from {@link WorkOrder}
     */
    public Forecast of(Plan plan, List<WorkOrder.Task> tasks, Rounds rounds) {
        Set<Key> goingFirst =
                tasks.stream()
                        .filter(each -> !each.deletes())
                        .flatMap(each -> deletedBefore(each, tasks).stream())
                        .collect(Collectors.toSet());
        Effort.Surroundings world =
                new Effort.Surroundings(WorkOrder.foundByName(plan), plan.wanted(), goingFirst);
        List<Job> jobs = jobs(plan.scope(), world, tasks, rounds);
        Set<Permission> permissions = new HashSet<>();
        jobs.forEach(job ->
                job.effort().calls().forEach(call -> permissions.addAll(call.permissions())));
        Clockwork.Course course = Clockwork.run(jobs);
        return new Forecast(Tally.of(jobs), course.duration(), course.path(), permissions);
    }

    private static Set<Key> deletedBefore(WorkOrder.Task task, List<WorkOrder.Task> tasks) {
        return task.after().stream()
                .map(tasks::get)
                .filter(WorkOrder.Task::deletes)
                .map(each -> each.change().key())
                .collect(Collectors.toSet());
    }

    /** What looking at everything that the plan leaves takes, beside what a first look calls. */
    public Set<Permission> looking(Plan plan) {
        Effort effort = new Effort(plan.scope(), Effort.Surroundings.NONE, Set.of());
        for (Change<?> change : plan.changes()) {
            Spec state =
                    switch (change) {
                        case Change.Create<?>(Spec wanted) -> wanted;
                        case Change.Update<?>(_, Spec wanted, _) -> wanted;
                        case Change.Replace<?>(_, Spec wanted, _, _) -> wanted;
                        case Change.Delete<?>(var found, _) -> found.state();
                        case Change.Keep<?>(var found) -> found.state();
                    };
            look(footprint(state.getClass()), state, effort);
        }
        Set<Permission> permissions = new HashSet<>();
        effort.calls().forEach(call -> permissions.addAll(call.permissions()));
        return permissions;
    }

    private List<Job> jobs(
            Scope scope, Effort.Surroundings world, List<WorkOrder.Task> tasks, Rounds rounds) {
        List<Job> jobs = new ArrayList<>();
        Map<Integer, Set<Integer>> byRound = new TreeMap<>();
        for (WorkOrder.Task task : tasks) {
            Effort effort = new Effort(scope, world, deletedBefore(task, tasks));
            write(task, effort);
            jobs.add(new Job(task.change().key().toString(), effort, new HashSet<>(task.after())));
        }
        Stages.settled(
                        tasks,
                        task -> rounds.of(task.change()),
                        task -> task.after().stream().map(tasks::get).toList())
                .forEach((task, round) ->
                        byRound.computeIfAbsent(round, each -> new HashSet<>()).add(task.number()));
        Integer gate = null;
        for (Map.Entry<Integer, Set<Integer>> round : byRound.entrySet()) {
            Integer before = gate;
            if (before != null) {
                round.getValue().forEach(each -> jobs.get(each).after().add(before));
            }
            Effort effort = new Effort(scope, world, Set.of());
            rounds.ended(round.getKey(), effort);
            gate = jobs.size();
            jobs.add(new Job("", effort, round.getValue()));
        }
        return jobs;
    }

    private void write(WorkOrder.Task task, Effort effort) {
        Footprint<?> footprint = footprint(task.change().key().type());
        switch (task.change()) {
            case Change.Create<?>(Spec wanted) -> create(footprint, wanted, null, effort);
            case Change.Update<?>(var found, Spec wanted, Diff diff) ->
                    update(footprint, found, wanted, diff, effort);
            case Change.Replace<?> replace -> {
                if (task.deletes()) {
                    delete(footprint, replace.found(), effort);
                } else {
                    create(footprint, replace.wanted(), replace, effort);
                }
            }
            case Change.Delete<?>(var found, _) -> delete(footprint, found, effort);
            case Change.Keep<?> _ -> {}
        }
    }

    private Footprint<?> footprint(Class<? extends Spec> type) {
        Footprint<?> footprint = footprints.get(type);
        if (footprint == null) {
            throw new IllegalStateException(
                    type.getSimpleName() + " has no footprint in aws.kind.Footprints");
        }
        return footprint;
    }

    private static <S extends Spec> void look(Footprint<S> footprint, Spec state, Effort effort) {
        footprint.look(footprint.type().cast(state), effort);
    }

    private static <S extends Spec> void create(
            Footprint<S> footprint,
            Spec wanted,
            Change.@Nullable Replace<?> instead,
            Effort effort) {
        S wish = footprint.type().cast(wanted);
        Change.Replace<S> replace =
                instead == null
                        ? null
                        : new Change.Replace<>(
                                typed(footprint, instead.found()),
                                wish,
                                instead.diff(),
                                instead.order());
        footprint.create(wish, replace, effort);
    }

    private static <S extends Spec> void update(
            Footprint<S> footprint, Found<?> found, Spec wanted, Diff diff, Effort effort) {
        S wish = footprint.type().cast(wanted);
        footprint.update(typed(footprint, found), wish, diff, effort);
    }

    private static <S extends Spec> void delete(
            Footprint<S> footprint, Found<?> found, Effort effort) {
        footprint.delete(typed(footprint, found), effort);
    }

    private static <S extends Spec> Found<S> typed(Footprint<S> footprint, Found<?> found) {
        return new Found<>(found.id(), footprint.type().cast(found.state()), found.attrs());
    }
}
