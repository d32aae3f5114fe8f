package dev.sila.graph;

import dev.sila.engine.Key;
import dev.sila.graph.Picture.Part;
import dev.sila.graph.Scene.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lays a scene before and one after over each other. */
final class Merge {
    private final Set<Key> changing;
    private final Set<Key> drawn = new HashSet<>();

    /**
     * @param changing what a plan updates or replaces
     */
    Merge(Set<Key> changing) {
        this.changing = Set.copyOf(changing);
    }

    /** Each thing with its mark: one that says the same is changed if the plan changes it. */
    <K extends Comparable<K>> Map<K, Part> parts(Map<K, Item> before, Map<K, Item> after) {
        return merged(before, after, true);
    }

    /** The same for things that are parts of a resource: its other changes are not theirs. */
    <K extends Comparable<K>> Map<K, Part> members(Map<K, Item> before, Map<K, Item> after) {
        return merged(before, after, false);
    }

    private <K extends Comparable<K>> Map<K, Part> merged(
            Map<K, Item> before, Map<K, Item> after, boolean whole) {
        Map<K, Part> parts = new TreeMap<>();
        Set<K> all = new HashSet<>(before.keySet());
        all.addAll(after.keySet());
        for (K each : all) {
            Item old = before.get(each);
            Item now = after.get(each);
            Part part = part(old, now, whole);
            parts.put(each, part);
            if (part.mark() != Mark.SAME) {
                drawn.addAll(keys(old));
                drawn.addAll(keys(now));
            }
        }
        return parts;
    }

    private static Set<Key> keys(@Nullable Item item) {
        return item == null ? Set.of() : item.keys();
    }

    private Part part(@Nullable Item old, @Nullable Item now, boolean whole) {
        if (old == null || now == null) {
            Item only = old == null ? now : old;
            return new Part(
                    only == null ? "" : only.text(), old == null ? Mark.ADDED : Mark.REMOVED);
        }
        if (!old.text().equals(now.text())) {
            return new Part(both(old.text(), now.text()), Mark.CHANGED);
        }
        boolean changed = whole && !Collections.disjoint(now.keys(), changing);
        return new Part(now.text(), changed ? Mark.CHANGED : Mark.SAME);
    }

    /** Line by line: what was and what will be. */
    private static String both(String old, String now) {
        List<String> lines = new ArrayList<>();
        List<String> olds = old.lines().toList();
        List<String> news = now.lines().toList();
        for (int line = 0; line < Math.max(olds.size(), news.size()); line++) {
            String was = line < olds.size() ? olds.get(line) : "nothing";
            String will = line < news.size() ? news.get(line) : "nothing";
            lines.add(was.equals(will) ? was : change(was, will));
        }
        return String.join("\n", lines);
    }

    /** What stands before a colon in both is said once. */
    private static String change(String was, String will) {
        int colon = was.indexOf(": ") + 2;
        boolean common = colon > 1 && will.startsWith(was.substring(0, colon));
        return was + " → " + (common ? will.substring(colon) : will);
    }

    /** The resources that some mark so far tells of. */
    Set<Key> drawn() {
        return Set.copyOf(drawn);
    }
}
