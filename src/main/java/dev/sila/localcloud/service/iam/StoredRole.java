package dev.sila.localcloud.service.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A role. */
final class StoredRole extends Entity {
    final Attachments policies = new Attachments(Attachments.Rules.ROLE);
    PolicyText trust;
    @Nullable String description;
    int maxSessionDuration = 3600;
    @Nullable Instant lastUsed;

    StoredRole(Origin origin, String name, String path, PolicyText trust) {
        super(Kind.ROLE, origin, name, path);
        this.trust = trust;
    }

    /** Whether AWS made it for one of its services, which alone may change it. */
    boolean serviceLinked() {
        return path.startsWith("/aws-service-role/");
    }
}
