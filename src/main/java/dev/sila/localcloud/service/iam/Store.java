package dev.sila.localcloud.service.iam;

import dev.sila.localcloud.Foundation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Tag;

/** All roles and instance profiles. Names differ in more than case, as IAM demands. */
final class Store {
    final Foundation foundation;
    final Map<String, StoredRole> roles = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Map<String, StoredProfile> profiles = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Store(Foundation foundation) {
        this.foundation = foundation;
    }

    /** IAM tells times in whole seconds. */
    Instant now() {
        return foundation.timeline().now().truncatedTo(ChronoUnit.SECONDS);
    }

    StoredRole role(@Nullable String name) {
        String checked = Checks.name("roleName", name, 64);
        return Optional.ofNullable(roles.get(checked))
                .filter(each -> each.name.equals(checked))
                .orElseThrow(() ->
                        Refusals.noSuchEntity(
                                "The role with name " + checked + " cannot be found."));
    }

    StoredProfile profile(@Nullable String name) {
        String checked = Checks.name("instanceProfileName", name, 128);
        return Optional.ofNullable(profiles.get(checked))
                .filter(each -> each.name.equals(checked))
                .orElseThrow(() ->
                        Refusals.noSuchEntity("Instance Profile " + checked + " cannot be found."));
    }

    /** A role with all that hangs on it. */
    static final class StoredRole {
        final String name;
        final String path;
        final String id;
        final String arn;
        final Instant created;
        final Map<String, String> inline = new TreeMap<>();
        final Map<String, String> attached = new LinkedHashMap<>();
        Map<String, Tag> tags = Map.of();
        String trust;
        @Nullable String description;
        int maxSessionDuration;

        StoredRole(Store store, String name, String path, String trust) {
            this.name = name;
            this.path = path;
            this.trust = trust;
            this.id = store.foundation.identity().iam("AROA");
            this.arn = store.foundation.realm().globalArn("iam", "role" + path + name);
            this.created = store.now();
        }
    }

    /** An instance profile, with its role if it has one. */
    static final class StoredProfile {
        final String name;
        final String path;
        final String id;
        final String arn;
        final Instant created;
        Map<String, Tag> tags = Map.of();
        @Nullable StoredRole role;

        StoredProfile(Store store, String name, String path) {
            this.name = name;
            this.path = path;
            this.id = store.foundation.identity().iam("AIPA");
            this.arn = store.foundation.realm().globalArn("iam", "instance-profile" + path + name);
            this.created = store.now();
        }
    }
}
