package dev.sila.rehearsal;

import dev.sila.engine.Kind;
import dev.sila.engine.Spec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Two states of an environment, and the operations that lead from each to the other: the end of one
 * is where the other begins.
 *
 * @param forth what leads from here to there is called
 * @param looks whether death is to strike also in the look before the first change: it is the same
 *     for all operations, so some of them suffice
 * @param back what leads from there to here is called
 */
record Journey(String forth, String back, boolean looks, List<Spec> here, List<Spec> there) {

    /** An operation. */
    record Leg(String name, List<Spec> from, List<Spec> to) {}

    List<Leg> legs() {
        return List.of(new Leg(forth, here, there), new Leg(back, there, here));
    }

    /**
     * Every operation on an environment with every kind: create and destroy; an update of every
     * component that can be changed in place; and for every kind that AWS cannot change in all
     * respects, its replacement.
     */
    static List<Journey> all(Specimens of, List<Kind<?>> kinds) {
        List<Spec> whole = new ArrayList<>(of.all());
        whole.add(of.subnet("c", 2));
        whole.add(of.role("spare"));
        List<Journey> journeys = new ArrayList<>();
        journeys.add(new Journey("create", "destroy", true, List.of(), whole));
        journeys.add(
                new Journey(
                        "update", "update back", true, whole, changed(whole, of, kinds, false)));
        for (Kind<?> kind : kinds) {
            List<Spec> replaced = changed(whole, of, List.of(kind), true);
            if (!replaced.equals(whole)) {
                String noun = "replace " + kind.type().getSimpleName();
                journeys.add(new Journey(noun, noun + " back", false, whole, replaced));
            }
        }
        return journeys;
    }

    private static Spec with(Spec spec, String component, Object value) {
        try {
            return Variants.with(spec, component, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The specs with a change of each of these kinds: of all components that can be changed in
     * place, or of one that cannot. A component is changed where the kinds' contract changes it.
     */
    private static List<Spec> changed(
            List<Spec> whole, Specimens of, List<Kind<?>> kinds, boolean immutable) {
        Map<String, Object> values = new Variants(of).values();
        List<Spec> changed = new ArrayList<>(whole);
        for (Kind<?> kind : kinds) {
            List<String> components = components(kind, values, immutable);
            for (String component :
                    immutable ? components.stream().limit(1).toList() : components) {
                int index = place(whole, kind.type(), component);
                String name = component.substring(component.indexOf('.') + 1);
                Object value = Objects.requireNonNull(values.get(component));
                changed.set(index, with(changed.get(index), name, value));
            }
        }
        return changed;
    }

    /** Such components of a kind, without those that another change makes impossible. */
    private static List<String> components(
            Kind<?> kind, Map<String, Object> values, boolean immutable) {
        List<String> components = new ArrayList<>();
        Set<String> impossible = new HashSet<>();
        for (String component : Variants.components(kind.type())) {
            String name = component.substring(component.indexOf('.') + 1);
            if (values.containsKey(component) && kind.immutable().contains(name) == immutable) {
                components.add(component);
                if (values.get(component) instanceof Variants.Together together) {
                    together.cleared()
                            .forEach(each ->
                                    impossible.add(kind.type().getSimpleName() + "." + each));
                }
            }
        }
        components.removeAll(impossible);
        return components;
    }

    private static int place(List<Spec> whole, Class<?> type, String component) {
        for (int i = 0; i < whole.size(); i++) {
            if (whole.get(i).getClass() == type && Variants.fits(component, whole.get(i))) {
                return i;
            }
        }
        throw new IllegalStateException("No specimen fits " + component);
    }
}
