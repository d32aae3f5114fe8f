package dev.sila.localcloud.service.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Tag;

/** What IAM keeps under a name, with a path, an ARN, an ID and tags. */
abstract sealed class Entity
        permits StoredRole,
                StoredUser,
                StoredGroup,
                StoredProfile,
                StoredPolicy,
                StoredCertificate {
    final Kind kind;
    final String id;
    final Instant created;
    String name;
    String path;
    Map<String, Tag> tags = Map.of();
    private final String account;

    Entity(Kind kind, Origin origin, String name, String path) {
        this.kind = kind;
        this.id = origin.id();
        this.created = origin.created();
        this.account = origin.account();
        this.name = name;
        this.path = path;
    }

    /** Follows the name and the path when they change. */
    final String arn() {
        return "arn:aws:iam::" + account + ":" + kind.resource() + path + name;
    }

    /** Adds tags that the request brings. */
    final void tag(List<Tag> added) {
        tags = Checks.tagged(tags, added);
    }

    final void untag(List<String> keys) {
        tags = Checks.untagged(tags, keys);
    }

    final Page<Tag> tags(@Nullable String marker, @Nullable Integer most) {
        return Page.of(List.copyOf(tags.values()), Tag::key, marker, most);
    }

    /**
     * Where an entity comes from.
     *
     * @param account the owner in its ARN: {@code aws} for what AWS made
     */
    record Origin(String id, String account, Instant created) {}
}
