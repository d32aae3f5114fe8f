package dev.sila.localcloud;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the local cloud answers over HTTP, for the addresses that AWS puts into what it sends: the
 * link that confirms a subscription, say.
 */
public final class Endpoint {
    private final AtomicReference<@Nullable URI> uri = new AtomicReference<>();

    /** The address, if the local cloud listens; the latest one if it listens on several. */
    public Optional<URI> uri() {
        return Optional.ofNullable(uri.get());
    }

    void opened(URI at) {
        uri.set(at);
    }
}
