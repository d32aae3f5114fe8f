package dev.sila.engine;

/** Resolves references to the provider's identifiers while a plan is applied. */
@FunctionalInterface
public interface Ids {
    /**
     * The identifier of the referenced resource, found or made earlier in this run.
     *
     * @throws IllegalStateException if the reference is not met, which the planner's checks rule
     *     out
     */
    String of(Ref<?> ref);
}
