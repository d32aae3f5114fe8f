package dev.sila.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What was found, as specs to plan with. */
public final class Restoration {
    private Restoration() {}

    /**
     * What a plan found and owns, as specs: a plan for these takes back what carrying out the first
     * one changed. What its references lead to outside of the plan keeps its identifier.
     */
    public static List<Spec> specs(Plan plan) {
        List<Spec> specs = new ArrayList<>();
        for (Change<?> change : plan.changes()) {
            Found<?> found =
                    switch (change) {
                        case Change.Create<?> _ -> null;
                        case Change.Update<?>(var before, _, _) -> before;
                        case Change.Replace<?>(var before, _, _, _) -> before;
                        case Change.Delete<?>(var before, var superseded) ->
                                superseded ? null : before;
                        case Change.Keep<?>(var before) -> before;
                    };
            if (found != null) {
                specs.add(named(found.state(), plan.found()));
            }
        }
        return specs;
    }

    /**
     * What remains when some of what was found goes, and with it all that refers to it.
     *
     * @param found fresh from an observation
     */
    public static List<Found<?>> without(List<Found<?>> found, Predicate<Found<?>> goes) {
        List<Found<?>> rest = new ArrayList<>(found);
        Set<Ref<?>> gone = new HashSet<>();
        Predicate<Found<?>> first = goes;
        while (rest.removeIf(
                each -> {
                    boolean falls =
                            first.test(each)
                                    || References.in(each.state()).stream()
                                            .anyMatch(gone::contains);
                    if (falls) {
                        gone.add(new Ref<>(each.state().getClass(), each.id()));
                    }
                    return falls;
                })) {
            // Until nothing that is left refers to what goes.
        }
        return rest;
    }

    /** Whether any of these refers to it. */
    public static boolean used(Found<?> found, Collection<? extends Found<?>> by) {
        Ref<?> ref = new Ref<>(found.state().getClass(), found.id());
        return by.stream().anyMatch(each -> References.in(each.state()).contains(ref));
    }

    /**
     * The spec with names for identifiers.
     *
     * @param found where the names are
     */
    public static Spec named(Spec state, Collection<? extends Found<?>> found) {
        return References.rewrite(state, ref -> named(ref, found));
    }

    private static Ref<?> named(Ref<?> ref, Collection<? extends Found<?>> found) {
        return found.stream()
                .filter(each ->
                        each.state().getClass() == ref.type() && each.id().equals(ref.name()))
                .findFirst()
                .<Ref<?>>map(each -> new Ref<>(ref.type(), each.state().name()))
                .orElse(ref);
    }
}
