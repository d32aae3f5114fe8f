package dev.sila.localcloud.service.iam;

import org.jspecify.annotations.Nullable;

/** An instance profile, with its role if it has one. */
final class StoredProfile extends Entity {
    @Nullable StoredRole role;

    StoredProfile(Origin origin, String name, String path) {
        super(Kind.PROFILE, origin, name, path);
    }
}
