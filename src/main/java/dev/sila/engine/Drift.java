package dev.sila.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One resource that is not as wanted: a plan's change, read as what is there and not as what to do.
 *
 * @param id the provider's identifier; null if it is missing
 * @param deviations how it differs; none unless it is {@link Sort#DIFFERENT}
 */
public record Drift(Key key, Sort sort, @Nullable String id, List<Deviation> deviations) {
    public Drift {
        deviations = List.copyOf(deviations);
    }

    /** How a resource can be other than wanted. */
    public enum Sort {
        DIFFERENT,
        MISSING,
        /** It exists and is not wanted. */
        UNWANTED
    }

    /**
     * One difference, in words.
     *
     * @param component the spec's component
     * @param wanted what shall be there; null: nothing
     * @param found what is there; null: nothing
     */
    public record Deviation(String component, @Nullable String wanted, @Nullable String found) {}

    /** Everything that is not as wanted, by kind and name. */
    public static List<Drift> of(Plan plan) {
        return plan.actions().stream().map(Drift::of).toList();
    }

    private static Drift of(Change<?> change) {
        Key key = change.key();
        return switch (change) {
            case Change.Create<?> _ -> new Drift(key, Sort.MISSING, null, List.of());
            case Change.Delete<?>(Found<?> found, _) ->
                    new Drift(key, Sort.UNWANTED, found.id(), List.of());
            case Change.Update<?>(Found<?> found, _, Diff diff) -> different(key, found, diff);
            case Change.Replace<?>(Found<?> found, _, Diff diff, _) -> different(key, found, diff);
            case Change.Keep<?> _ -> throw new IllegalArgumentException(key + " is as wanted");
        };
    }

    private static Drift different(Key key, Found<?> found, Diff diff) {
        List<Deviation> deviations = new ArrayList<>();
        diff.differences().forEach(each -> deviations.addAll(deviations(each)));
        return new Drift(key, Sort.DIFFERENT, found.id(), deviations);
    }

    private static List<Deviation> deviations(Difference difference) {
        String component = difference.component();
        if (difference.wanted() instanceof Tags(Map<String, String> wanted)) {
            Map<String, String> found =
                    difference.found() instanceof Tags(Map<String, String> there)
                            ? there
                            : Map.of();
            return wanted.entrySet().stream()
                    .filter(each -> !each.getValue().equals(found.get(each.getKey())))
                    .map(each ->
                            new Deviation(
                                    component,
                                    each.getKey() + "=" + each.getValue(),
                                    found.containsKey(each.getKey())
                                            ? each.getKey() + "=" + found.get(each.getKey())
                                            : null))
                    .toList();
        }
        if (difference.wanted() instanceof Collection<?> wanted
                && difference.found() instanceof Collection<?> found) {
            return members(component, wanted, found);
        }
        if (difference.wanted() instanceof String wanted
                && difference.found() instanceof String found
                && (wanted + found).contains("\n")) {
            return members(component, wanted.lines().toList(), found.lines().toList());
        }
        Object found = difference.found();
        return List.of(
                new Deviation(
                        component,
                        PlanText.text(difference.wanted()),
                        found == null ? null : PlanText.text(found)));
    }

    private static List<Deviation> members(
            String component, Collection<?> wanted, Collection<?> found) {
        List<Deviation> deviations = new ArrayList<>();
        texts(found, wanted).forEach(each -> deviations.add(new Deviation(component, null, each)));
        texts(wanted, found).forEach(each -> deviations.add(new Deviation(component, each, null)));
        if (deviations.isEmpty()) {
            deviations.add(new Deviation(component, PlanText.text(wanted), PlanText.text(found)));
        }
        return deviations;
    }

    private static Collection<String> texts(Collection<?> items, Collection<?> others) {
        Collection<String> texts = new TreeSet<>();
        items.stream()
                .filter(each -> !others.contains(each))
                .forEach(each -> texts.add(PlanText.text(each)));
        return texts;
    }
}
