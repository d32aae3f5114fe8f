package dev.sila.localcloud.service.ec2;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/** The identifiers of a table's rows by a property of the rows. The table keeps it up to date. */
final class Index<T> {
    private final Function<T, Optional<String>> property;
    private final Map<String, SequencedSet<String>> idsByValue = new LinkedHashMap<>();

    Index(Function<T, Optional<String>> property) {
        this.property = property;
    }

    /** The identifiers of the rows with that value, in the order of their making. */
    List<String> of(String value) {
        SequencedSet<String> ids = idsByValue.get(value);
        return ids == null ? List.of() : List.copyOf(ids);
    }

    void added(String id, T row) {
        property.apply(row)
                .ifPresent(value ->
                        idsByValue.computeIfAbsent(value, key -> new LinkedHashSet<>()).add(id));
    }

    void removed(String id, T row) {
        property.apply(row)
                .ifPresent(value ->
                        idsByValue.computeIfPresent(
                                value,
                                (key, ids) -> {
                                    ids.remove(id);
                                    return ids.isEmpty() ? null : ids;
                                }));
    }
}
