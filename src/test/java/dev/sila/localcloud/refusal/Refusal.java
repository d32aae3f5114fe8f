package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.util.function.Consumer;

/**
 * One thing that AWS refuses.
 *
 * @param rule the rule, as a sentence
 * @param source the page of AWS's documentation that says so: an address
 * @param code AWS's error code
 * @param attempt prepares a new local cloud and then, as its last call, breaks the rule
 */
record Refusal(String rule, String source, String code, Consumer<Rig> attempt) {
    @Override
    public String toString() {
        return code + ": " + rule;
    }
}
