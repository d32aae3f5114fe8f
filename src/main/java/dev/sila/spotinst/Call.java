package dev.sila.spotinst;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call to Spotinst.
 *
 * @param action as it is counted
 * @param account the account that it is about; empty for that of the token
 * @param body JSON, or null for none
 * @param about what the audit may tell of it
 */
record Call(
        String action,
        String method,
        String path,
        String account,
        @Nullable String body,
        Map<String, Set<String>> about) {
    Call {
        about = Map.copyOf(about);
    }

    /** Whether it may be sent again although nobody knows whether it took effect. */
    boolean repeatable() {
        return !method.equals("POST");
    }
}
