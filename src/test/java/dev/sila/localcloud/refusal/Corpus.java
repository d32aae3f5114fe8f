package dev.sila.localcloud.refusal;

import java.util.List;

/** What one service refuses. */
interface Corpus {
    /** The service's ID, as {@code Service} has it. */
    String service();

    List<Refusal> refusals();
}
