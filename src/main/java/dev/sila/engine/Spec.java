package dev.sila.engine;

/**
 * What a resource shall be. A spec is a public record; a component that is {@code null} is
 * unmanaged: whatever is found there is left alone. References to other specs are {@link Ref}
 * components (also inside collections and nested records), from which the engine derives the order
 * of work.
 */
public interface Spec {
    /**
     * The name that is unique among the specs of its type in one environment, and by which found
     * ones are matched.
     */
    String name();
}
