package dev.sila.engine;

import dev.sila.problem.Problem;

/** Knows what the provider's failures mean. */
public interface Failures {
    /** Whether the request may have taken effect although it failed: its reply was lost. */
    boolean unsure(Throwable failure);

    /** Whether what was asked for by its identifier is not there, or no longer. */
    boolean gone(Throwable failure);

    /** The failure in words for people: what the resource is, why, and what to do. */
    Problem explain(String where, Throwable failure);

    /**
     * Lets some time pass before another look for something of which nobody knows whether it was
     * made: what a provider has just made, it may not show yet.
     *
     * @param what for people
     * @param looks how often it was looked for in vain
     */
    void pause(String what, int looks);
}
