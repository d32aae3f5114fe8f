package dev.sila.engine;

import dev.sila.problem.Problem;

/** Knows what the provider's failures mean. */
public interface Failures {
    /** Whether the request may have taken effect although it failed: its reply was lost. */
    boolean unsure(Throwable failure);

    /** The failure in words for people: what the resource is, why, and what to do. */
    Problem explain(String where, Throwable failure);
}
