package dev.sila.engine;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a tree that can be kept in a file and carried out later, as long as the world is still
 * the one it was made for. Complete in itself: it needs no configuration files.
 */
public final class SavedPlan {
    private static final int FORMAT = 1;

    private SavedPlan() {}

    /** The plan as a tree of maps, lists and plain values. */
    public static Map<String, @Nullable Object> write(Plan plan) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("environment", plan.scope().environment());
        tree.put("parts", plan.scope().parts().stream().sorted().toList());
        tree.put("fingerprint", plan.fingerprint());
        tree.put("counts", SpecTree.write(plan.counts()));
        tree.put("changes", plan.actions().stream().map(SavedPlan::change).toList());
        tree.put("managed", plan.managed().stream().map(Class::getSimpleName).toList());
        tree.put("wanted", plan.wanted().stream().map(SavedPlan::spec).toList());
        return tree;
    }

    private static Map<String, @Nullable Object> change(Change<?> change) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("action", change.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        tree.put("kind", change.key().type().getSimpleName());
        tree.put("name", change.key().name());
        Diff diff =
                switch (change) {
                    case Change.Update<?>(_, _, Diff differences) -> differences;
                    case Change.Replace<?>(_, _, Diff differences, _) -> differences;
                    case Change.Create<?> _, Change.Delete<?> _, Change.Keep<?> _ ->
                            new Diff(List.of());
                };
        tree.put("differences", diff.differences().stream().map(Difference::component).toList());
        return tree;
    }

    private static Map<String, @Nullable Object> spec(Spec spec) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("kind", spec.getClass().getSimpleName());
        tree.put("spec", SpecTree.write((Record) spec));
        return tree;
    }

    /**
     * Makes the same plan again.
     *
     * @param kinds every kind there is
     * @throws ProblemException if the tree is no saved plan of this version, or if what is found
     *     now differs from what was found then
     */
    public static Plan read(
            Map<String, ?> tree, Collection<? extends Kind<?>> kinds, Failures failures) {
        Content content;
        try {
            content = Content.of(tree, kinds);
        } catch (IllegalArgumentException | ClassCastException | NullPointerException broken) {
            throw new ProblemException(
                    Problem.error(
                            "saved plan",
                            "is not a plan that this version of Sila can carry out: "
                                    + broken.getMessage()
                                    + ".",
                            "Make a new one with sila env plan."));
        }
        Plan plan =
                new Planner(kinds, failures)
                        .plan(content.scope(), content.managed(), content.wanted());
        if (!plan.fingerprint().equals(content.fingerprint())) {
            throw new ProblemException(
                    Problem.error(
                            "saved plan",
                            "was made for environment "
                                    + plan.scope().environment()
                                    + " as it was then; something in it has changed since.",
                            "Make a new plan, look at it, and apply that one."));
        }
        return plan;
    }

    /** What a saved plan holds that matters for doing it. */
    private record Content(
            Scope scope,
            List<Class<? extends Spec>> managed,
            List<Spec> wanted,
            String fingerprint) {

        static Content of(Map<String, ?> tree, Collection<? extends Kind<?>> kinds) {
            if (!Integer.valueOf(FORMAT).equals(tree.get("format"))) {
                throw new IllegalArgumentException(
                        "its format is " + tree.get("format") + ", not " + FORMAT);
            }
            Map<String, Class<? extends Spec>> types = new LinkedHashMap<>();
            kinds.forEach(each -> types.put(each.type().getSimpleName(), each.type()));
            List<Class<? extends Spec>> managed = new ArrayList<>();
            texts(tree.get("managed"))
                    .forEach(name -> managed.add(Objects.requireNonNull(types.get(name))));
            return new Content(
                    new Scope(
                            String.valueOf(tree.get("environment")),
                            Set.copyOf(texts(tree.get("parts")))),
                    managed,
                    specs(tree, new SpecTree(types.values())),
                    String.valueOf(tree.get("fingerprint")));
        }
    }

    private static List<Spec> specs(Map<String, ?> tree, SpecTree reader) {
        List<Spec> specs = new ArrayList<>();
        for (Object each : (List<?>) Objects.requireNonNull(tree.get("wanted"))) {
            Map<?, ?> entry = (Map<?, ?>) each;
            Map<String, Object> components = new LinkedHashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(entry.get("spec")))
                    .forEach((key, value) -> components.put(String.valueOf(key), value));
            specs.add(reader.read(String.valueOf(entry.get("kind")), components));
        }
        return specs;
    }

    private static List<String> texts(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list)).stream().map(String::valueOf).toList();
    }
}
