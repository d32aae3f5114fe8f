package dev.sila.localcloud.service;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificates that listeners may use. Called under the local cloud's lock. */
public interface Certificates {
    /** Knows none. */
    Certificates NONE = arn -> Optional.empty();

    /** The certificate of an ARN; absent if there is none, or none that can be used. */
    Optional<Certificate> find(String arn);

    /** Whether there is a certificate of that ARN that cannot be used because it is not issued. */
    default boolean isUnissued(String arn) {
        return false;
    }

    /**
     * A certificate.
     *
     * @param chain it and what signed it, in PEM; absent if it is not known
     * @param key its private key in PEM, without password; absent if it is not known: then its
     *     listeners exist but cannot listen
     */
    record Certificate(String arn, @Nullable String chain, @Nullable String key) {}
}
