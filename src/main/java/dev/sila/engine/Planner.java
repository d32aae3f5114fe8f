package dev.sila.engine;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what is wanted with what is found, and says what would have to be done. Changes nothing.
 */
public final class Planner {
    private final Map<Class<? extends Spec>, Kind<?>> kinds = new LinkedHashMap<>();
    private final Failures failures;

    /**
     * @param kinds every kind there is
     */
    public Planner(Collection<? extends Kind<?>> kinds, Failures failures) {
        this.failures = failures;
        kinds.forEach(each -> this.kinds.put(each.type(), each));
    }

    /**
     * A look at the environment: nothing is read yet, and everything at most once, also for a plan
     * made of it.
     */
    public Observation observe(Scope scope) {
        return new Observation(kinds.values(), failures, scope);
    }

    /** Plans with a look of its own: see {@link #plan(Observation, Collection, List)}. */
    public Plan plan(Scope scope, Collection<Class<? extends Spec>> managed, List<Spec> wanted) {
        return plan(observe(scope), managed, wanted);
    }

    /**
     * Plans.
     *
     * @param world a fresh look, of which parts may have been read already
     * @param managed the kinds to look at: of these, whatever the scope owns and nobody wants is
     *     deleted
     * @throws ProblemException if the specs contradict each other: double names, references that
     *     lead nowhere, circles; or if something stands in the way of what is to be made
     */
    public Plan plan(
            Observation world, Collection<Class<? extends Spec>> managed, List<Spec> wanted) {
        Scope scope = world.scope();
        rejectDoubles(wanted);
        Set<Class<? extends Spec>> types = new LinkedHashSet<>(managed);
        wanted.forEach(each -> types.add(each.getClass()));
        List<Found<?>> found = read(world, types, wanted);
        Primaries primaries = new Primaries(found, wanted, kinds);
        rejectDangling(scope, types, wanted, primaries);
        List<Change<?>> changes = new Changes(kinds, scope, primaries).of(types, wanted);
        Graph.of(changes, kinds, primaries).rejectCircles();
        rejectImpossible(world, changes);
        return new Plan(
                scope,
                wanted,
                List.copyOf(types),
                changes,
                found,
                Fingerprint.of(found),
                world.notes());
    }

    /** Reads these kinds and those that wanted or found specs of them refer to. */
    private static List<Found<?>> read(
            Observation world, Set<Class<? extends Spec>> types, List<Spec> wanted) {
        Set<Class<? extends Spec>> seen = new LinkedHashSet<>(types);
        wanted.forEach(each -> References.in(each).forEach(ref -> seen.add(ref.type())));
        world.start(seen);
        for (Class<? extends Spec> type : types) {
            world.found(type)
                    .forEach(each ->
                            References.in(each.state()).forEach(ref -> seen.add(ref.type())));
        }
        world.start(seen);
        return world.all();
    }

    private static void rejectDoubles(List<Spec> wanted) {
        Set<Key> seen = new HashSet<>();
        List<Problem> problems = new ArrayList<>();
        for (Spec spec : wanted) {
            Key key = new Key(spec.getClass(), spec.name());
            if (!seen.add(key)) {
                problems.add(
                        Problem.error(
                                key.toString(),
                                "is wanted twice.",
                                "Give each " + key.noun() + " its own name."));
            }
        }
        stopIfAny(problems);
    }

    private static void rejectDangling(
            Scope scope, Set<Class<? extends Spec>> types, List<Spec> wanted, Primaries primaries) {
        Set<Key> known =
                wanted.stream()
                        .map(each -> new Key(each.getClass(), each.name()))
                        .collect(Collectors.toCollection(HashSet::new));
        List<Problem> problems = new ArrayList<>();
        for (Spec spec : wanted) {
            for (Ref<?> ref : References.in(spec)) {
                Found<?> found = primaries.get(ref.key());
                boolean stays = found != null && !(types.contains(ref.type()) && scope.owns(found));
                if (!known.contains(ref.key()) && !stays) {
                    Key key = new Key(spec.getClass(), spec.name());
                    problems.add(
                            Problem.error(
                                    key.toString(),
                                    "needs the "
                                            + ref.key()
                                            + ", which "
                                            + (found == null
                                                    ? "does not exist."
                                                    : "this plan deletes."),
                                    "Create it first (sila env create makes an environment's network)."));
                }
            }
        }
        stopIfAny(problems);
    }

    private void rejectImpossible(Observation world, List<Change<?>> changes) {
        List<Problem> problems = new ArrayList<>();
        for (Change<?> change : changes) {
            Spec made = change.makes();
            if (made != null) {
                Kind<?> kind = Objects.requireNonNull(kinds.get(made.getClass()));
                problems.addAll(obstacles(kind, made, world));
            }
        }
        stopIfAny(problems);
    }

    private static <S extends Spec> List<Problem> obstacles(
            Kind<S> kind, Spec made, Observation world) {
        return kind.obstacles(world.scope(), kind.type().cast(made), world);
    }

    private static void stopIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(problems.stream().distinct().toList());
        }
    }
}
