package dev.sila.localcloud.service.iam;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user. */
final class StoredUser extends Entity {
    final Attachments policies = new Attachments(Attachments.Rules.USER);
    final Map<String, StoredKey> keys = new LinkedHashMap<>();
    @Nullable StoredLogin login;

    StoredUser(Origin origin, String name, String path) {
        super(Kind.USER, origin, name, path);
    }

    /** A password for the console. */
    static final class StoredLogin {
        final Instant created;
        String password;
        boolean resetRequired;

        StoredLogin(Instant created, String password, boolean resetRequired) {
            this.created = created;
            this.password = password;
            this.resetRequired = resetRequired;
        }
    }

    /** An access key. */
    static final class StoredKey {
        final String id;
        final String secret;
        final Instant created;
        boolean active = true;
        @Nullable Instant lastUsed;
        String lastService = "N/A";

        StoredKey(String id, String secret, Instant created) {
            this.id = id;
            this.secret = secret;
            this.created = created;
        }
    }
}
