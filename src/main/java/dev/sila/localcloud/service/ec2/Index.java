package dev.sila.localcloud.service.ec2;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a table's rows by something else than their identifiers. */
final class Index<T> {
    private final Function<T, String> idOf;
    private final Function<T, List<String>> keysOf;
    private final Map<String, Map<String, T>> byKey = new HashMap<>();

    Index(Function<T, String> idOf, Function<T, List<String>> keysOf) {
        this.idOf = idOf;
        this.keysOf = keysOf;
    }

    /** The rows of a key as they are now, in the order of their making. */
    List<T> list(String key) {
        return List.copyOf(all(key));
    }

    /** A stream over {@link #list}. */
    Stream<T> of(String key) {
        return list(key).stream();
    }

    int count(String key) {
        return all(key).size();
    }

    /** The rows of a key, seen as they change. */
    Collection<T> all(String key) {
        Map<String, T> found = byKey.get(key);
        return found == null ? List.of() : found.values();
    }

    void add(T row) {
        for (String key : keysOf.apply(row)) {
            byKey.computeIfAbsent(key, missing -> new LinkedHashMap<>()).put(idOf.apply(row), row);
        }
    }

    void remove(T row) {
        for (String key : keysOf.apply(row)) {
            Map<String, T> found = byKey.getOrDefault(key, Map.of());
            if (!found.isEmpty()) {
                found.remove(idOf.apply(row));
            }
            if (found.isEmpty()) {
                byKey.remove(key);
            }
        }
    }

    void replace(@Nullable T before, T after) {
        if (before != null && !keysOf.apply(before).equals(keysOf.apply(after))) {
            remove(before);
        }
        add(after);
    }
}
