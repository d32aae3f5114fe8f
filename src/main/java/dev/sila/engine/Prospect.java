package dev.sila.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What exists before a plan is carried out, and what will exist after it, as specs that refer to
 * each other by name. What stands outside the plan's scope is there before and after.
 */
public final class Prospect {
    private record Identity(Class<? extends Spec> type, String id) {}

    private final Map<Identity, String> names = new HashMap<>();

    private Prospect(Plan plan) {
        plan.found()
                .forEach(each ->
                        names.put(
                                new Identity(each.state().getClass(), each.id()),
                                each.state().name()));
    }

    /** What was found, by kind and name. */
    public static List<Spec> before(Plan plan) {
        Prospect prospect = new Prospect(plan);
        Map<Key, Spec> specs = new TreeMap<>();
        plan.found().forEach(each -> specs.putIfAbsent(each.key(), prospect.named(each.state())));
        return List.copyOf(specs.values());
    }

    /** What will be there, by kind and name. */
    public static List<Spec> after(Plan plan) {
        Prospect prospect = new Prospect(plan);
        Map<Key, Spec> specs = new TreeMap<>();
        Set<String> decided = new HashSet<>();
        for (Change<?> change : plan.changes()) {
            switch (change) {
                case Change.Create<?>(Spec wanted) -> specs.put(change.key(), wanted);
                case Change.Update<?>(Found<?> found, Spec wanted, _) -> {
                    decided.add(found.id());
                    specs.put(change.key(), completed(prospect.named(found.state()), wanted));
                }
                case Change.Replace<?>(Found<?> found, Spec wanted, _, _) -> {
                    decided.add(found.id());
                    specs.put(change.key(), wanted);
                }
                case Change.Keep<?>(Found<?> found) -> {
                    decided.add(found.id());
                    specs.put(change.key(), prospect.named(found.state()));
                }
                case Change.Delete<?>(Found<?> found, _) -> decided.add(found.id());
            }
        }
        plan.found().stream()
                .filter(each -> !decided.contains(each.id()))
                .forEach(each -> specs.putIfAbsent(each.key(), prospect.named(each.state())));
        return List.copyOf(specs.values());
    }

    private Spec named(Spec state) {
        return References.rewrite(
                state,
                ref -> {
                    String name = names.get(new Identity(ref.type(), ref.name()));
                    return name == null ? ref : new Ref<>(ref.type(), name);
                });
    }

    /** The wanted spec, with what is found for what it leaves alone. */
    private static Spec completed(Spec found, Spec wanted) {
        Collection<Shape.Part> parts = Shape.parts(wanted.getClass());
        List<@Nullable Object> values = new ArrayList<>();
        for (Shape.Part each : parts) {
            Object want = each.of(wanted);
            values.add(want == null ? each.of(found) : want);
        }
        return Shape.make(wanted.getClass(), values);
    }
}
