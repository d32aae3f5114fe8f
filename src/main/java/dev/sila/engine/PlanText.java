package dev.sila.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan as text for people: a line for each change, a line for each component that differs, and
 * the sum.
 */
public final class PlanText {
    private static final int LONGEST_VALUE = 80;

    private PlanText() {}

    /**
     * The lines, without colours: {@code +} create, {@code ~} update, {@code -/+} replace, {@code
     * -} delete.
     */
    public static List<String> lines(Plan plan) {
        List<String> lines = new ArrayList<>();
        for (Change<?> change : plan.changes()) {
            switch (change) {
                case Change.Create<?>(Spec wanted) -> {
                    lines.add("  + " + change.key());
                    components(wanted).forEach(line -> lines.add("        " + line));
                }
                case Change.Update<?>(_, _, Diff diff) -> {
                    lines.add("  ~ " + change.key());
                    lines.addAll(differences(diff));
                }
                case Change.Replace<?>(_, _, Diff diff, Replacement order) -> {
                    lines.add(
                            (order == Replacement.CREATE_FIRST ? "+/- " : "-/+ ")
                                    + change.key()
                                    + "  (replaced)");
                    lines.addAll(differences(diff));
                }
                case Change.Delete<?>(var found, boolean superseded) ->
                        lines.add(
                                "  - "
                                        + change.key()
                                        + " ("
                                        + found.id()
                                        + ")"
                                        + (superseded ? "  (left over from a replacement)" : ""));
                case Change.Keep<?> _ -> {}
            }
        }
        lines.add((plan.isEmpty() ? "Nothing to do: " : "Plan: ") + plan.counts().sentence() + ".");
        return lines;
    }

    private static List<String> components(Spec wanted) {
        List<String> lines = new ArrayList<>();
        for (Shape.Part part : Shape.parts(wanted.getClass())) {
            Object value = part.of(wanted);
            boolean shown =
                    value != null && !part.name().equals("name") && !(value instanceof Tags);
            if (shown
                    && value instanceof Collection<?> items
                    && items.stream().anyMatch(Record.class::isInstance)
                    && items.stream().noneMatch(Ref.class::isInstance)) {
                items.stream()
                        .map(PlanText::text)
                        .sorted()
                        .forEach(each -> lines.add(part.name() + ": " + each));
            } else if (shown && !text(value).isEmpty()) {
                lines.add(part.name() + ": " + text(value));
            }
        }
        return lines;
    }

    private static List<String> differences(Diff diff) {
        List<String> lines = new ArrayList<>();
        for (Difference each : diff.differences()) {
            describe(each).forEach(line -> lines.add("        " + line));
        }
        return lines;
    }

    private static List<String> describe(Difference difference) {
        String component = difference.component();
        if (difference.found() instanceof Collection<?> before
                && difference.wanted() instanceof Collection<?> after) {
            List<String> lines = new ArrayList<>();
            before.stream()
                    .filter(each -> !after.contains(each))
                    .map(PlanText::text)
                    .sorted()
                    .forEach(each -> lines.add(component + ": - " + each));
            after.stream()
                    .filter(each -> !before.contains(each))
                    .map(PlanText::text)
                    .sorted()
                    .forEach(each -> lines.add(component + ": + " + each));
            return lines;
        }
        if (difference.found() instanceof String before
                && difference.wanted() instanceof String after
                && (before + after).contains("\n")) {
            return describe(
                    new Difference(component, before.lines().toList(), after.lines().toList()));
        }
        if (difference.found() instanceof Tags(var before)
                && difference.wanted() instanceof Tags(var after)) {
            return after.entrySet().stream()
                    .filter(each -> !each.getValue().equals(before.get(each.getKey())))
                    .map(each ->
                            component
                                    + ": "
                                    + each.getKey()
                                    + " "
                                    + text(before.get(each.getKey()))
                                    + " -> "
                                    + text(each.getValue()))
                    .toList();
        }
        return List.of(
                component + ": " + said(difference.found()) + " -> " + said(difference.wanted()));
    }

    /** What has no words is none. */
    private static String said(@Nullable Object value) {
        String text = text(value);
        return text.isEmpty() ? "none" : text;
    }

    /** A value of a spec in words. */
    static String text(@Nullable Object value) {
        String text =
                switch (value) {
                    case null -> "none";
                    case Ref<?> ref -> ref.name();
                    case Collection<?> items ->
                            items.stream()
                                    .map(PlanText::text)
                                    .sorted()
                                    .collect(Collectors.joining(", "));
                    case Tags tags -> text(tags.values());
                    case Map<?, ?> map ->
                            new TreeMap<>(map)
                                    .entrySet().stream()
                                            .map(each ->
                                                    each.getKey() + "=" + text(each.getValue()))
                                            .collect(Collectors.joining(", "));
                    case Worded part -> part.inWords();
                    case Record nested ->
                            Shape.parts(nested.getClass()).stream()
                                    .map(part -> part.of(nested))
                                    .filter(Objects::nonNull)
                                    .map(PlanText::text)
                                    .collect(Collectors.joining(" "));
                    default -> String.valueOf(value);
                };
        return shortened(text);
    }

    private static String shortened(String text) {
        long lines = text.lines().count();
        if (lines > 1) {
            return lines + " lines";
        }
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
