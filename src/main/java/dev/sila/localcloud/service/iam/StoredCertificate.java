package dev.sila.localcloud.service.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A server certificate with its private key. */
final class StoredCertificate extends Entity {
    final String body;
    final String privateKey;
    final @Nullable String chain;
    final Instant expiration;

    StoredCertificate(Origin origin, String name, String path, Pem pem, Instant expiration) {
        super(Kind.CERTIFICATE, origin, name, path);
        this.body = pem.body();
        this.privateKey = pem.privateKey();
        this.chain = pem.chain();
        this.expiration = expiration;
    }

    /** The texts that were uploaded. */
    record Pem(String body, String privateKey, @Nullable String chain) {}
}
