package dev.sila.engine;

import dev.sila.problem.Problem;

/** How one change ended. */
public sealed interface Outcome {

    /** It is done. */
    record Done() implements Outcome {}

    /** The provider refused, or the change failed otherwise. */
    record Failed(Problem problem) implements Outcome {}

    /** It was not tried, because something it depends on did not end well. */
    record Skipped(Key because) implements Outcome {}

    /** The reply was lost and looking again did not show it: the next run finds out. */
    record Unsure(Problem problem) implements Outcome {}
}
