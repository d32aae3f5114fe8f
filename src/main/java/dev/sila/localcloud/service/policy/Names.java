package dev.sila.localcloud.service.policy;

import java.util.List;

/**
 * The actions or resources of a statement.
 *
 * @param negated whether it is {@code NotAction} or {@code NotResource}
 * @param patterns as written
 */
public record Names(boolean negated, List<String> patterns) {
    public Names {
        patterns = List.copyOf(patterns);
    }

    /** Whether the element covers an action; upper and lower case are the same. */
    boolean coversAction(String action) {
        return negated
                != patterns.stream().anyMatch(each -> Wildcard.of(each, true).matches(action));
    }

    /** Whether the element covers a resource; variables are replaced first. */
    boolean coversResource(String resource, Variables variables) {
        return negated
                != patterns.stream()
                        .flatMap(each -> variables.wildcard(each).stream())
                        .anyMatch(each -> each.matches(resource));
    }
}
