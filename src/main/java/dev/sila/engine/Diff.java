package dev.sila.engine;

import java.util.List;

/**
 * The components in which a found resource differs from what is wanted, in the order of the record.
 */
public record Diff(List<Difference> differences) {
    public Diff {
        differences = List.copyOf(differences);
    }

    public boolean isEmpty() {
        return differences.isEmpty();
    }

    /** Whether the component of this name differs. */
    public boolean has(String component) {
        return differences.stream().anyMatch(each -> each.component().equals(component));
    }
}
