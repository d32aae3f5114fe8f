package dev.sila.aws.forecast;

import dev.sila.engine.Change;

/** How the application of a plan is split, and what happens between: see {@code engine.Stages}. */
public interface Rounds {
    /** All at once. */
    Rounds ONE =
            new Rounds() {
                @Override
                public int of(Change<?> change) {
                    return 0;
                }

                @Override
                public void ended(int round, Effort effort) {}
            };

    /** The round a change belongs to. */
    int of(Change<?> change);

    /** What is waited for before the next round begins. */
    void ended(int round, Effort effort);
}
