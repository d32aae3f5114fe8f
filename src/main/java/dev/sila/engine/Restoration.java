package dev.sila.engine;

import java.util.ArrayList;
import java.util.List;

/** What was there before a plan was carried out. */
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
                specs.add(References.rewrite(found.state(), ref -> named(plan, ref)));
            }
        }
        return specs;
    }

    /** What is deleted or replaced is referred to by its identifier. */
    private static Ref<?> named(Plan plan, Ref<?> ref) {
        return plan.found().stream()
                .filter(each ->
                        each.state().getClass() == ref.type() && each.id().equals(ref.name()))
                .findFirst()
                .<Ref<?>>map(each -> new Ref<>(ref.type(), each.state().name()))
                .orElse(ref);
    }
}
