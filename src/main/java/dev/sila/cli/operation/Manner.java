package dev.sila.cli.operation;

import dev.sila.model.SmokeProbe;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline is brought up.
 *
 * @param tests whether smoke tests are run at all
 * @param probe the smoke test of all rows that have one, in place of what the files say; null: as
 *     the files say
 * @param rollsBack whether a failure puts the hostclasses back to what they were
 * @param shells how smoke tests by SSH reach hosts; null: not at all
 */
public record Manner(
        Patience patience,
        boolean tests,
        @Nullable SmokeProbe probe,
        boolean rollsBack,
        @Nullable Shells shells) {
    /** As the files say, with the seed's times; a failure leaves what was made. */
    public static final Manner STANDARD = new Manner(Patience.STANDARD, true, null, false);

    /** Without a way to hosts by SSH. */
    public Manner(Patience patience, boolean tests, @Nullable SmokeProbe probe, boolean rollsBack) {
        this(patience, tests, probe, rollsBack, null);
    }

    /** The same, keeping what was made. */
    public Manner keeping() {
        return new Manner(patience, tests, probe, false, shells);
    }
}
