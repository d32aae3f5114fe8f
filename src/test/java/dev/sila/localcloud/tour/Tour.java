package dev.sila.localcloud.tour;

import dev.sila.localcloud.Rig;

/**
 * A walk that calls every operation of one service at least once with success, as a client of AWS
 * would, and checks what the answers mean as it goes.
 */
public interface Tour {
    /** The service's ID, as {@code Service} has it. */
    String service();

    /** Walks through a new local cloud. What it needs of other services it makes itself. */
    void walk(Rig rig);
}
