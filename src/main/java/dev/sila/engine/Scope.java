package dev.sila.engine;

import java.util.Set;

/**
 * What a plan is about.
 *
 * @param environment the environment, by its exact name
 * @param parts the parts of the environment that this plan owns, such as {@code network} or a
 *     hostclass; empty means all of them. Only what is marked with one of them may be changed or
 *     deleted; the rest is read, for references.
 */
public record Scope(String environment, Set<String> parts) {
    public Scope {
        parts = Set.copyOf(parts);
    }

    /** Whether a resource belongs to what this plan may change. */
    public boolean owns(Found<?> found) {
        String part = found.part();
        return part != null && (parts.isEmpty() || parts.contains(part));
    }
}
