package dev.sila.localcloud.traffic;

import java.util.List;

/**
 * What a listener speaks with its clients.
 *
 * @param http whether it reads requests; otherwise it passes bytes on
 * @param identities what it shows to clients that encrypt; empty for plain text
 */
public record Speech(boolean http, List<ServerIdentity> identities) {
    /** Requests in plain text. */
    public static final Speech HTTP = new Speech(true, List.of());

    /** Bytes as they come. */
    public static final Speech TCP = new Speech(false, List.of());

    public Speech {
        identities = List.copyOf(identities);
    }
}
