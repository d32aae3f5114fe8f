package dev.sila.engine;

/**
 * Says, before each action of a plan's application begins, whether it still may. Asked from many
 * threads.
 */
@FunctionalInterface
public interface Clearance {
    /** Nothing stands in the way. */
    Clearance ALWAYS = () -> {};

    /**
     * Returns if another action may begin.
     *
     * @throws dev.sila.problem.ProblemException if none may any more
     */
    void check();
}
