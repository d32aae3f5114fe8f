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
 */
public record Manner(
        Patience patience, boolean tests, @Nullable SmokeProbe probe, boolean rollsBack) {
    /** As the files say, with the seed's times; a failure leaves what was made. */
    public static final Manner STANDARD = new Manner(Patience.STANDARD, true, null, false);

    /** The same, keeping what was made. */
    public Manner keeping() {
        return new Manner(patience, tests, probe, false);
    }
}
